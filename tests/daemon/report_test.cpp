// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/tally/report.h"

#include <cmath>

#include <catch2/catch.hpp>

#include "config/embedded.h"
#include "daemon/tally/course.h"

using namespace tallyd;

namespace {

Instant at(const char* time) { return *parse_rfc3339(time); }

/// A report on one consultation of three administrations.
struct Shown {
  Consultation consultation;
  Register administrations;
  Replies replies;
  std::vector<ReportedReview> reviews;
  Instant now = at("2018-03-01T00:00:00Z");

  Shown() {
    consultation.circular = "TSB Circular 53";
    consultation.opened = std::chrono::floor<std::chrono::days>(at("2017-10-11T00:00:00Z"));
    consultation.deadline = at("2018-03-08T23:59:00Z");
    consultation.drafts = {{"X.1214", "X.samtn", "Security <assessment>", ""}};
    administrations = {{"AAA", "en", {}, {}, {{"en", "Alpha & Co"}}, {}},
                       {"BBB", "en", {}, {}, {{"en", "Beta"}}, {}},
                       {"CCC", "en", {}, {}, {}, {}}};
  }
  void decide(const char* administration, Authority authority, const char* received) {
    DecisionRecord decision;
    decision.id = static_cast<EventId>(replies.decisions.size()) + 1;
    decision.administration = administration;
    decision.draft = "X.1214";
    decision.authority = authority;
    decision.received = at(received);
    decision.stands = true;
    replies.decisions.push_back(decision);
    replies.standing.push_back(decision);
  }
  void review(const std::string& hostile) {
    ReportedReview review;
    review.item.circular = hostile;
    review.item.administration = hostile;
    review.item.doubts = {{hostile, hostile, hostile}};
    review.sender = review.reason = hostile;
    reviews.push_back(review);
  }
  std::string page() const {
    Report report;
    report.consultations.push_back(
        {consultation, tally(consultation, administrations, replies, now), replies});
    report.reviews = reviews;
    report.at = now;
    return to_html(report, administrations);
  }
  bool says(const std::string& text) const { return page().find(text) != std::string::npos; }
};

std::size_t count(const std::string& text, const std::string& wanted) {
  std::size_t found = 0;
  for (auto at = text.find(wanted); at != text.npos; at = text.find(wanted, at + 1)) ++found;
  return found;
}

/// WCAG 2.1: relative luminance of "#1a6fb3" or "#fff".
double luminance(std::string hex) {
  if (hex.size() == 4) hex = {'#', hex[1], hex[1], hex[2], hex[2], hex[3], hex[3]};
  double light = 0;
  const double weights[] = {0.2126, 0.7152, 0.0722};
  for (std::size_t i = 0; i < 3; ++i) {
    const double c = std::stoi(hex.substr(1 + 2 * i, 2), nullptr, 16) / 255.0;
    light += weights[i] * (c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  }
  return light;
}

double contrast(const std::string& one, const std::string& two) {
  const double a = luminance(one) + 0.05;
  const double b = luminance(two) + 0.05;
  return a > b ? a / b : b / a;
}

/// The value of a CSS variable in the nth block that sets it (light, dark, print).
std::string colour(const std::string& css, const std::string& name, int nth) {
  std::size_t found = 0;
  for (int i = 0; i <= nth; ++i) {
    found = css.find("--" + name + ":#", found + 1);
    REQUIRE(found != css.npos);
  }
  const auto from = found + name.size() + 3;
  return css.substr(from, css.find_first_of(";}", from) - from);
}

}  // namespace

TEST_CASE("nothing of a mail becomes markup in the report") {
  Shown shown;
  shown.review("\"><script>alert(1)</script><img src=x onerror='alert(1)'>");
  const std::string page = shown.page();
  CHECK(count(page, "<script>") == 1);  // our own
  CHECK(count(page, "<img") == 0);
  CHECK(count(page, "&lt;script&gt;alert(1)") >= 4);
  CHECK(shown.says("Security &lt;assessment&gt;"));
}

TEST_CASE("the report asks nothing of the network and runs no script but its own") {
  const std::string page = Shown().page();
  CHECK(page.find("default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-") !=
        page.npos);
  for (const char* outside : {"http:", "https:", "url(", "@import", " src=", "javascript:"}) {
    CAPTURE(outside);
    CHECK(page.find(outside) == page.npos);
  }
}

TEST_CASE("the report says of each administration what counts, and how each draft stands") {
  Shown shown;
  shown.decide("AAA", Authority::assigned, "2018-01-01T00:00:00Z");
  shown.decide("BBB", Authority::not_assigned, "2018-01-02T00:00:00Z");
  CHECK(shown.says("Alpha &amp; Co</th><td>AAA</td><td>✓ assigns</td>"));
  CHECK(shown.says("Beta</th><td>BBB</td><td class=\"no\">✗ does not assign</td>"));
  CHECK(shown.says("CCC</th><td>CCC</td><td class=\"none\">–</td>"));
  CHECK(shown.says("1 of 2 (50.0 %), 70 % needed: may not proceed (9.4.6)"));
  CHECK(shown.says("2 of 3</dd>"));
  CHECK(shown.says("Nothing waits for a person."));
}

TEST_CASE("text and marks of the report have the contrast of WCAG AA, light, dark and printed") {
  for (const EmbeddedFile& file : embedded_report()) {
    if (file.path != "report.css") continue;
    const std::string css(file.text);
    for (int mode = 0; mode < 3; ++mode) {
      for (const char* ground : {"paper", "card"}) {
        for (const char* text : {"ink", "soft", "link", "warn", "good"}) {
          CAPTURE(mode, ground, text);
          CHECK(contrast(colour(css, text, mode), colour(css, ground, mode)) >= 4.5);
        }
        for (const char* mark : {"yes", "no", "edge"}) {
          CAPTURE(mode, ground, mark);
          CHECK(contrast(colour(css, mark, mode), colour(css, ground, mode)) >= 3.0);
        }
      }
    }
    return;
  }
  FAIL("report.css is not embedded");
}

TEST_CASE("the course of a draft steps at each reply and counts an administration once") {
  Shown shown;
  shown.decide("BBB", Authority::assigned, "2018-01-02T00:00:00Z");
  shown.decide("AAA", Authority::assigned, "2018-01-01T00:00:00Z");
  shown.decide("AAA", Authority::not_assigned, "2018-01-03T00:00:00Z");
  CHECK(course(shown.replies.decisions, "X.1214") ==
        std::vector<CoursePoint>{{at("2018-01-01T00:00:00Z"), 1, 1},
                                 {at("2018-01-02T00:00:00Z"), 2, 2},
                                 {at("2018-01-03T00:00:00Z"), 1, 2}});
  CHECK(course(shown.replies.decisions, "X.9999").empty());
}

TEST_CASE("the drawing of the course stays within its frame, whatever came before or after") {
  Shown shown;
  const std::string empty = course_svg({}, shown.consultation, shown.now);
  CHECK(empty.find("deadline 2018-03-08") != empty.npos);
  const std::string late =
      course_svg({{at("2016-01-01T00:00:00Z"), 1, 1}, {at("2018-04-01T00:00:00Z"), 2, 3}},
                 shown.consultation, shown.now);
  CHECK(late.find("2016-01-01") != late.npos);
  CHECK(late.find("class=\"end\"") != late.npos);
  CHECK(late.find("H1000V40.0") != late.npos);  // three of five at the right edge
}
