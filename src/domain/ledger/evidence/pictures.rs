//! Pictures, drawn anew: decoded to their points and encoded again, so that nothing of what was sent
//! is kept but what the picture shows: no place, device, author, second picture, colour profile of a
//! scanner, and nothing for a decoder to stumble over. Photographs become JPEG of high quality the
//! right way up; what came as PNG stays exact to the point.

use std::io::Cursor;

use jpeg_encoder::{Encoder, ImageBuffer, JpegColorType, SamplingFactor, rgb_to_ycbcr};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

use super::{EVIDENCE_LIMIT, EvidenceRefusal};

/// How every PNG begins.
pub(super) const PNG_SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The most points of a picture: what the largest cameras of telephones take.
const MOST_POINTS: usize = 50_000_000;
/// The most memory a PNG takes once unpacked: four bytes a point.
const MOST_BYTES: usize = 4 * MOST_POINTS;
/// How well photographs are kept: at the first, small print on a notice board stays legible. The
/// others are for those that would outgrow what was sent.
const QUALITIES: [u8; 3] = [88, 70, 50];

/// Whether a file is a photograph in the container of HEIF, as telephones keep them.
pub(super) fn is_heic(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] =
        [b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"avif"];
    bytes.get(4..8) == Some(b"ftyp")
        && bytes.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

/// A photograph drawn anew, the right way up.
pub(super) fn jpeg_anew(bytes: &[u8]) -> Result<Vec<u8>, EvidenceRefusal> {
    let photograph = Photograph::read(bytes)?;
    for quality in QUALITIES {
        let mut drawn = Vec::new();
        let mut encoder = Encoder::new(&mut drawn, quality);
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
        encoder.encode_image(&photograph).map_err(|_| EvidenceRefusal::Damaged)?;
        if drawn.len() <= EVIDENCE_LIMIT {
            return Ok(drawn);
        }
    }
    Err(EvidenceRefusal::TooLarge)
}

/// The points of a photograph as they lie in the file, and how it was held.
struct Photograph {
    points: Vec<u8>,
    width: u16,
    height: u16,
    is_gray: bool,
    held: Held,
}

impl Photograph {
    fn read(bytes: &[u8]) -> Result<Self, EvidenceRefusal> {
        let broken = |_| EvidenceRefusal::Damaged;
        // Strict: what breaks off is refused, not filled up with grey.
        let largest = usize::from(u16::MAX);
        let options = DecoderOptions::default().set_strict_mode(true);
        let options = options.set_max_width(largest).set_max_height(largest);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        decoder.decode_headers().map_err(broken)?;
        let info = decoder.info().ok_or(EvidenceRefusal::Damaged)?;
        let (width, height) = (info.width, info.height);
        if usize::from(width) * usize::from(height) > MOST_POINTS {
            return Err(EvidenceRefusal::TooManyPoints);
        }
        let is_gray = decoder.input_colorspace() == Some(ColorSpace::Luma);
        let colours = if is_gray { ColorSpace::Luma } else { ColorSpace::RGB };
        decoder.set_options(options.jpeg_set_out_colorspace(colours));
        let held = decoder.exif().and_then(|exif| Held::said_by(exif)).unwrap_or_default();
        let points = decoder.decode().map_err(broken)?;
        Ok(Self { points, width, height, is_gray, held })
    }

    /// Where the point lies that is shown at this place.
    fn source(&self, x: u16, y: u16) -> usize {
        let (x, y) = if self.held.turned { (y, x) } else { (x, y) };
        let x = if self.held.from_right { self.width - 1 - x } else { x };
        let y = if self.held.from_below { self.height - 1 - y } else { y };
        usize::from(y) * usize::from(self.width) + usize::from(x)
    }
}

impl ImageBuffer for &Photograph {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        if self.is_gray { JpegColorType::Luma } else { JpegColorType::Ycbcr }
    }

    fn width(&self) -> u16 {
        if self.held.turned { self.height } else { self.width }
    }

    fn height(&self) -> u16 {
        if self.held.turned { self.width } else { self.height }
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let sources = (0..ImageBuffer::width(self)).map(|x| self.source(x, y));
        if self.is_gray {
            buffers[0].extend(sources.map(|at| self.points[at]));
            return;
        }
        for at in sources {
            let [red, green, blue] = [0, 1, 2].map(|colour| self.points[3 * at + colour]);
            let (light, to_blue, to_red) = rgb_to_ycbcr(red, green, blue);
            buffers[0].push(light);
            buffers[1].push(to_blue);
            buffers[2].push(to_red);
        }
    }
}

/// How a camera was held: from which side the lines run, and whether they are columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Held {
    turned: bool,
    from_right: bool,
    from_below: bool,
}

impl Held {
    /// The one thing EXIF is asked for: without it half of all photographs would lie on their side.
    fn said_by(tiff: &[u8]) -> Option<Self> {
        const TAG: u16 = 0x0112;
        let is_little = tiff.starts_with(b"II");
        let short = |at: usize| {
            let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
            Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
        };
        let [high, low] = if is_little { [6, 4] } else { [4, 6] };
        let start = (usize::from(short(high)?) << 16) | usize::from(short(low)?);
        let count = usize::from(short(start)?);
        let mut entries = (0..count).map(|entry| start + 2 + 12 * entry);
        let value = short(entries.find(|at| short(*at) == Some(TAG))? + 8)?;
        let (turned, from_right, from_below) = match value {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => return None,
        };
        Some(Self { turned, from_right, from_below })
    }
}

/// A screen shot drawn anew, point for point.
pub(super) fn png_anew(bytes: &[u8]) -> Result<Vec<u8>, EvidenceRefusal> {
    let broken = |_| EvidenceRefusal::Damaged;
    let limits = png::Limits { bytes: MOST_BYTES };
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    decoder.set_transformations(png::Transformations::IDENTITY);
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let (width, height) = decoder.read_header_info().map_err(broken)?.size();
    if u64::from(width) * u64::from(height) > MOST_POINTS as u64 {
        return Err(EvidenceRefusal::TooManyPoints);
    }
    let mut reader = decoder.read_info().map_err(broken)?;
    let size = reader.output_buffer_size().filter(|size| *size <= MOST_BYTES);
    let mut points = vec![0; size.ok_or(EvidenceRefusal::TooManyPoints)?];
    let shown = reader.next_frame(&mut points).map_err(broken)?;
    points.truncate(shown.buffer_size());
    let info = reader.info();
    let mut drawn = Vec::new();
    let mut encoder = png::Encoder::new(&mut drawn, shown.width, shown.height);
    encoder.set_compression(png::Compression::Balanced);
    encoder.set_color(shown.color_type);
    encoder.set_depth(shown.bit_depth);
    if let Some(palette) = &info.palette {
        encoder.set_palette(palette.as_ref());
        // The differences of numbers of colours say nothing, and pack badly.
        encoder.set_filter(png::Filter::NoFilter);
    }
    if let Some(clear) = &info.trns {
        encoder.set_trns(clear.as_ref());
    }
    let mut writer = encoder.write_header().map_err(|_| EvidenceRefusal::Damaged)?;
    writer.write_image_data(&points).map_err(|_| EvidenceRefusal::Damaged)?;
    writer.finish().map_err(|_| EvidenceRefusal::Damaged)?;
    Ok(drawn)
}

#[cfg(test)]
mod tests;
