-- What people say when they mean a word of a vocabulary, one a line: the office's own knowledge,
-- from which the desk is proposed where a text belongs. Nothing here comes from an answer.
ALTER TABLE vocabulary ADD COLUMN keywords TEXT NOT NULL DEFAULT '';
