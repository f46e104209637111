// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

/// parsers/forms/: what a Document decides. Knows Annex 2 and its words, and nothing of formats.
///
///   line.h           a paragraph as characters with their marks and boxes
///   folded.h         text for comparing: case, width, vowel signs, digits and punctuation gone
///   bit_distance.h   how far a text is from a phrase, by many letters at once
///   letter_pairs.h   that a text does not hold a phrase, quickly
///   phrase_match.h   a phrase found in spite of misprints, with its cost
///   marks.h          boxes, glyphs and typed marks around the words of an option
///   option.h         which of the four options a line is, and what was done to it
///   truth_table.h    the four signs of a row to a decision: one table (docs/reading.md)
///   draft_names.h    designations in running text
///   circular_name.h  which circular a form says that it answers
///   country_names.h  which administration it names
///   statement.h      a decision in one sentence
///   form_reader.h    all of it over one Document
///
/// Invariants: pure; a doubt is named, never resolved by guessing; a form that was cut off anywhere
/// is never certain of something else (property tests).
