// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>
#include <map>

#include <catch2/catch.hpp>

#include "daemon/oauth2/access_tokens.h"
#include "daemon/oauth2/device_login.h"
#include "tests/support/temporary_directory.h"

using namespace tallyd;
using namespace std::chrono_literals;

namespace {

/// A token endpoint that answers in turn what it is told to, and remembers what it was asked.
struct Provider {
  std::vector<HttpAnswer> answers;
  std::vector<std::map<std::string, std::string>> asked;
  std::chrono::steady_clock::time_point now{};
  test::TemporaryDirectory directory;
  OAuth2Settings settings = [] {
    OAuth2Settings made;
    made.token_endpoint = "https://login.example/token";
    made.device_endpoint = "https://login.example/device";
    made.client_id = "tallyd";
    return made;
  }();

  Post post() {
    return [this](const std::string&, const Fields& fields) -> Result<HttpAnswer> {
      asked.emplace_back(fields.begin(), fields.end());
      REQUIRE(asked.size() <= answers.size());
      return answers[asked.size() - 1];
    };
  }
  std::filesystem::path kept() const { return directory / "refresh-token"; }
  AccessTokens tokens() {
    return {settings, kept(), post(), [this] { return now; }};
  }
  PasswordSource source(const std::string& content) const {
    const std::string file = directory / "secret";
    std::ofstream(file) << content << '\n';
    return {PasswordSource::From::file, file};
  }
  DeviceWorld device() {
    return {post(), [this](const DeviceAnswer& answer) { shown = answer.user_code; },
            [this](std::chrono::seconds pause) { now += pause; }};
  }
  std::string shown;
};

HttpAnswer token(const std::string& access, const std::string& more = "") {
  return {200, R"({"access_token":")" + access + R"(","expires_in":3600)" + more + "}"};
}

HttpAnswer refusal(const std::string& code) { return {400, R"({"error":")" + code + R"("})"}; }

const HttpAnswer kDevice{200,
                         R"({"device_code":"dc","user_code":"ABCD","verification_uri":"https://x",)"
                         R"("expires_in":60,"interval":5})"};

}  // namespace

TEST_CASE_METHOD(Provider,
                 "a token is used until shortly before its end, then another is fetched") {
  answers = {token("one"), token("two")};
  AccessTokens made = tokens();
  CHECK(made.get().value().reveal() == "one");
  now += 54min;
  CHECK(made.get().value().reveal() == "one");
  now += 2min;
  CHECK(made.get().value().reveal() == "two");
  CHECK(asked.size() == 2);
}

TEST_CASE_METHOD(Provider, "a token that the mail server refused is not used again") {
  answers = {token("one"), token("two")};
  AccessTokens made = tokens();
  const Secret refused = made.get().value();
  made.reject(refused);
  CHECK(made.get().value().reveal() == "two");
  made.reject(refused);  // another thread, late
  CHECK(made.get().value().reveal() == "two");
}

TEST_CASE_METHOD(Provider, "client credentials send the secret and the scope") {
  settings.client_secret = source("sesame");
  settings.scope = "mail";
  answers = {token("one")};
  AccessTokens made = tokens();
  REQUIRE(made.get());
  CHECK(asked[0] == std::map<std::string, std::string>{{"grant_type", "client_credentials"},
                                                       {"client_id", "tallyd"},
                                                       {"client_secret", "sesame"},
                                                       {"scope", "mail"}});
}

TEST_CASE_METHOD(Provider,
                 "a refresh token that the provider exchanges is kept for the next start") {
  settings.flow = OAuth2Settings::Flow::refresh_token;
  settings.refresh_token = source("first");
  answers = {token("one", R"(,"refresh_token":"second")"), token("two")};
  REQUIRE(tokens().get());
  REQUIRE(tokens().get());
  CHECK(asked[0].at("refresh_token") == "first");
  CHECK(asked[1].at("refresh_token") == "second");
  const auto mode = std::filesystem::status(kept()).permissions();
  CHECK(mode == (std::filesystem::perms::owner_read | std::filesystem::perms::owner_write));
}

TEST_CASE_METHOD(Provider,
                 "where the kept refresh token is no longer good, the one given is tried") {
  settings.flow = OAuth2Settings::Flow::refresh_token;
  settings.refresh_token = source("new one");
  REQUIRE(keep_refresh_token(kept(), Secret("old one")));
  answers = {refusal("invalid_grant"), token("one")};
  REQUIRE(tokens().get());
  CHECK(asked[1].at("refresh_token") == "new one");
}

TEST_CASE_METHOD(Provider, "what a person must do is said without any secret") {
  settings.client_secret = source("sesame");
  const std::pair<HttpAnswer, const char*> cases[] = {{refusal("invalid_client"), "client_secret"},
                                                      {refusal("invalid_scope"), "scope"},
                                                      {{404, "<html>sesame"}, "token_endpoint"}};
  for (const auto& [answer, word] : cases) {
    asked.clear();
    answers = {answer};
    AccessTokens made = tokens();
    const auto got = made.get();
    REQUIRE_FALSE(got);
    CHECK(got.error().failure == Failure::permanent);
    CHECK_THAT(got.error().message, !Catch::Contains("sesame"));
    if (std::string(word) != "client_secret")
      CHECK_THAT(got.error().message, Catch::Contains(word));
  }
}

TEST_CASE_METHOD(Provider, "a provider in trouble is asked again later") {
  answers = {{503, ""}};
  AccessTokens made = tokens();
  CHECK(made.get().error().failure == Failure::temporary);
}

TEST_CASE_METHOD(Provider, "the device flow waits for the person and slows down when told to") {
  answers = {kDevice, refusal("authorization_pending"), refusal("slow_down"),
             token("one", R"(,"refresh_token":"kept")")};
  CHECK(log_in_device(settings, device()).value().reveal() == "kept");
  CHECK(shown == "ABCD");
  CHECK(now.time_since_epoch() == 20s);
  CHECK(asked[3].at("device_code") == "dc");
}

TEST_CASE_METHOD(Provider, "a person who declines or never comes ends the device flow") {
  answers = {kDevice, refusal("access_denied")};
  CHECK_THAT(log_in_device(settings, device()).error().message, Catch::Contains("access_denied"));
  asked.clear();
  answers = std::vector<HttpAnswer>(14, refusal("authorization_pending"));
  answers[0] = kDevice;
  CHECK_THAT(log_in_device(settings, device()).error().message, Catch::Contains("in time"));
}
