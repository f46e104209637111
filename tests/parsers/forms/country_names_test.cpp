// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/forms/country_names.h"

#include <catch2/catch.hpp>

#include "tests/parsers/forms/form.h"

namespace tallyd::test {
namespace {

Register some_states() {
  Register all;
  const auto add = [&all](const std::string& code, const std::string& name,
                          const std::string& chinese) {
    all.push_back({code, "en", {}, {}, {{"en", name}, {"zh", chinese}}, {}});
  };
  add("FIN", "Finland", "芬兰");
  add("FJI", "Fiji", "斐济");
  add("GAB", "Gabon", "加蓬");
  add("GHA", "Ghana", "加纳");
  add("GIN", "Guinea", "几内亚");
  add("GNB", "Guinea-Bissau", "几内亚比绍");
  add("KHM", "Cambodia", "柬埔寨");
  add("MCO", "Monaco", "摩纳哥");
  add("MNG", "Mongolia", "蒙古");
  add("NER", "Niger", "尼日尔");
  add("NGA", "Nigeria", "尼日利亚");
  add("NRU", "Nauru", "瑙鲁");
  add("PNG", "Papua New Guinea", "巴布亚新几内亚");
  add("TGO", "Togo", "多哥");
  add("TON", "Tonga", "汤加");
  return all;
}

Phrases english() {
  Phrases phrases;
  phrases.language = "en";
  phrases.administration_of = {"Administration of {a}"};
  return phrases;
}

const CountryNames& names() {
  static const CountryNames kNames(some_states(), {english()});
  return kNames;
}

std::string near_to(const std::string& said) {
  return names().may_be_signed_by("Administration of " + said);
}

}  // namespace

TEST_CASE("a name of which a letter was misread is near to that State") {
  CHECK(near_to("Ménaco TA") == "MCO");
  CHECK(near_to("Nigeria ) y") == "NGA");
  CHECK(near_to("Papna New Gainea") == "PNG");
  CHECK(near_to("柬博寨") == "KHM");
}

TEST_CASE("a name whose ligatures a PDF turned round is that State's") {
  const Register states{{"BGD", "en", {}, {}, {{"ar", "بنغلادش"}}, {}},
                        {"LAO", "en", {}, {}, {{"ar", "لاو"}}, {}}};
  Phrases arabic;
  arabic.language = "ar";
  arabic.administration_of = {"إدارة {a}"};
  const CountryNames names(states, {arabic});
  CHECK(names.signed_by("إدارة بنغالدش").code == "BGD");
  CHECK(names.signed_by("إدارة بنغلادش").code == "BGD");
  CHECK(names.signed_by("إدارة بنغادلش").code.empty());
}

TEST_CASE("who signs is told behind the signer's office in one line, too") {
  CHECK(names().signed_by("Director General, Administration of Guinea-Bissau").code == "GNB");
  CHECK(names().signed_by("Head of Unit Administration of Togo").code == "TGO");
  CHECK(names().signed_by("Head of the Administration of Budgets").code.empty());
  CHECK_FALSE(names().signed_by("Head of the Administration of Budgets").unknown_name);
  CHECK(names().signed_by("Nonadministration of Togo").code.empty());
}

TEST_CASE("a name in another case is that State's, a longer word is none") {
  const Register some{{"GRD", "en", {}, {}, {{"en", "Grenada"}, {"ru", "Гренада"}}, {}}};
  Phrases russian;
  russian.language = "ru";
  russian.administration_of = {"Администрация {a}"};
  const CountryNames names(some, {english(), russian});
  CHECK(names.signed_by("Администрация Гренады").code == "GRD");
  CHECK(names.signed_by("ADMINISTRATION OF SAINT VI E GRENADINES").code.empty());
}

TEST_CASE("a name that may be a second State's as well is near to none") {
  CHECK(near_to("Nigel").empty());    // the rest of Nigeria may be covered
  CHECK(near_to("Nigcria").empty());  // as near to Niger
  CHECK(near_to("Guinca").empty());   // or that of Guinea-Bissau
  CHECK(near_to("Toga").empty());
  CHECK(near_to("Nigel ) |").empty());
  CHECK(near_to("加莹").empty());
  CHECK(near_to("Mon").empty());
}

TEST_CASE("a name that is covered from some letter on is near to the only State that begins so") {
  CHECK(near_to("Papu") == "PNG");
  CHECK(near_to("Nau") == "NRU");
  CHECK(near_to("Mong") == "MNG");
  CHECK(near_to("Fi").empty());
  CHECK(near_to("Nige").empty());
  CHECK(near_to("G").empty());
}

TEST_CASE("a name that only begins like a State's is near to none") {
  CHECK(near_to("Finmark").empty());
  CHECK(near_to("Camden").empty());
  CHECK(near_to("Nautilus").empty());
  CHECK(near_to("vob").empty());
  CHECK(near_to("").empty());
}

}  // namespace tallyd::test
