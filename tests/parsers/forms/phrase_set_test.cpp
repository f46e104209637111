// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/phrase_set.h"

#include <catch2/catch.hpp>

using namespace tallyd;

namespace {

bool stands(const std::string& phrase, std::u32string_view sentence) {
  return PhraseSet({"another one", phrase}).stands_in(SentenceWordList(sentence));
}

}  // namespace

TEST_CASE("a phrase stands where its words follow one another") {
  CHECK(stands("subject to", U"This is SUBJECT to, changes."));
  CHECK(stands("we will confirm", U"and we will confirm"));
  CHECK_FALSE(stands("subject to", U"the subject of this letter is to be"));
  CHECK_FALSE(stands("subject to", U"to subject"));
  CHECK_FALSE(stands("subject to", U"subject"));
  CHECK_FALSE(stands("we will confirm", U"will confirm"));
  CHECK_FALSE(stands("confirm", U"confirmed"));
}

TEST_CASE("the sign before a number is no word") {
  CHECK_FALSE(stands("no", U"Respuesta a la Circular TSB Nº 53"));
  CHECK_FALSE(stands("no", U"ответ на Циркуляр БСЭ № 53"));
  CHECK_FALSE(stands("no", U"Reply to Circular No. 53"));
  CHECK(stands("no", U"X.1214: no. X.1331: yes"));
  CHECK(stands("no", U"Our answer is NO 53 times"));
  CHECK(stands("no", U"No, thank you"));
}

TEST_CASE("an open word is any that begins so, be it ever so short") {
  CHECK(stands("confirm*", U"to be confirmed"));
  CHECK(stands("confirm*", U"Confirm!"));
  CHECK(stands("to confirm* by", U"we hope to confirm by letter"));
  CHECK(stands("un*", U"that is undecided"));
  CHECK(stands("by a*", U"by another letter"));
  CHECK_FALSE(stands("confirm*", U"confidential"));
  CHECK_FALSE(stands("un*", U"that is decided"));
}

TEST_CASE("a few words may stand in a gap, before the longest word or behind it") {
  CHECK(stands("if … accepted", U"if our two comments are accepted"));
  CHECK(stands("accepted … if", U"is accepted with pleasure if"));
  CHECK(stands("official … will follow", U"our official answer will follow"));
  CHECK_FALSE(stands("if … accepted", U"if one two three four five six seven eight accepted"));
  CHECK_FALSE(stands("official … will follow", U"our official answer will soon follow"));
}

TEST_CASE("a sentence is a phrase when there is nothing else in it") {
  const PhraseSet set({"to be approved", "draft", "approved … by", "草稿"});
  CHECK(set.is_whole(SentenceWordList(U"To be approved!")));
  CHECK(set.is_whole(SentenceWordList(U"– DRAFT –")));
  CHECK(set.is_whole(SentenceWordList(U"approved, we hope, by")));
  CHECK(set.is_whole(SentenceWordList(U"草稿")));
  CHECK_FALSE(set.is_whole(SentenceWordList(U"still to be approved")));
  CHECK_FALSE(set.is_whole(SentenceWordList(U"draft text")));
  CHECK_FALSE(set.is_whole(SentenceWordList(U"")));
}

TEST_CASE("a phrase ends before a word wherever it begins") {
  const PhraseSet set({"on behalf of", "for"});
  const SentenceWordList sentence(U"signed on behalf of Monaco for France");
  CHECK(set.ends_before(sentence, 4));
  CHECK(set.ends_before(sentence, 6));
  CHECK_FALSE(set.ends_before(sentence, 5));
  CHECK_FALSE(set.ends_before(sentence, 0));
}

TEST_CASE("phrases are cut from a sentence, and what is left of it is looked at") {
  const PhraseSet none({"no comments", "没有意见"});
  const PhraseSet doubts({"no", "没有"});
  const auto left = [&](std::u32string_view text) {
    return doubts.stands_in(none.cut_from(SentenceWordList(text)));
  };
  CHECK_FALSE(left(U"The form has no comments"));
  CHECK_FALSE(left(U"No comments, and again no comments"));
  CHECK(left(U"No comments, and no form"));
  CHECK_FALSE(left(U"我方没有意见"));
  CHECK(left(U"我方没有意见，没有签字"));
}
