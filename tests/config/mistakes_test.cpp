// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <catch2/catch.hpp>

#include "config/configuration.h"
#include "tests/support/configuration_directory.h"

using namespace tallyd;
using Catch::Matchers::Contains;
using test::ConfigurationDirectory;

namespace {

struct Mistake {
  const char* what;   ///< for whoever reads a failure
  const char* wrong;  ///< replaces…
  const char* right;
  const char* told;  ///< the line that check-config prints begins like this…
  const char* help;  ///< …and holds this
};

/// The only line of `problems`, checked to begin and to help as `mistake` says.
void check_only_line(const std::string& problems, const Mistake& mistake) {
  INFO(mistake.what);
  CHECK_THAT(problems, Catch::Matchers::StartsWith(mistake.told));
  CHECK_THAT(problems, Contains(mistake.help));
  CHECK(std::count(problems.begin(), problems.end(), '\n') == 1);
}

struct Config : ConfigurationDirectory {
  static constexpr const char* kSettings = R"([mailbox]
host = "imap.itu.example"
username = "tally"
credential = "imap"
poll_interval = "1m"
[smtp]
host = "smtp.itu.example"
from_address = "tally@itu.example"
[tsb]
addresses = ["sg17@itu.example"]
[authentication]
authserv_id = "mx.itu.example"
)";
  std::string problems_with(const Mistake& m) const {
    write("tallyd.toml", with(kSettings, m.right, m.wrong));
    return lines(load_configuration(path()).problems, path());
  }
};

}  // namespace

TEST_CASE_METHOD(Config, "a mistake in a consultation is told so that it can be mended") {
  const Mistake mistakes[] = {
      {"no unit", "meeting = 2018-03-20\nreminders = [\"28\"]", "meeting = 2018-03-20",
       "consultations/c53.toml:7: error: consultation.reminders: \"28\"", "\"28d\""},
      {"a bare unit", "meeting = 2018-03-20\nreminders = [28d]", "meeting = 2018-03-20",
       "consultations/c53.toml:7: error: ", "no TOML"},
      {"an offset that can never fire", "meeting = 2018-03-20\nreminders = [\n\"3d\",\n\"200d\"]",
       "meeting = 2018-03-20", "consultations/c53.toml:9: warning: consultation.reminders",
       "\"200d\" can never fire"},
      {"no zone", "deadline = 2018-03-08T23:59:00", "deadline = 2018-03-08T23:59:00Z",
       "consultations/c53.toml:5: error: consultation.deadline",
       "no time zone; if it is in UTC, "
       "write 2018-03-08T23:59:00Z"},
      {"the name of a zone", "deadline = 2018-03-08T23:59:00 Europe/Zurich",
       "deadline = 2018-03-08T23:59:00Z",
       "consultations/c53.toml:5: error: a time has its zone as Z", "2018-03-08T23:59:00+01:00"},
      {"a short name of a zone", "deadline = 2018-03-08T23:59:00CET",
       "deadline = 2018-03-08T23:59:00Z",
       "consultations/c53.toml:5: error: a time has its zone as Z", "2018-03-08T23:59:00Z"},
      {"single brackets the second time", "[draft]\ndesignation = \"X.1331\"",
       "[[draft]]\ndesignation = \"X.1331\"", "consultations/c53.toml:14: error: ", "[[name]]"},
      {"a date for a time", "deadline = 2018-03-08\n", "deadline = 2018-03-08T23:59:00Z\n",
       "consultations/c53.toml:5: error: consultation.deadline: is a date", "2018-03-08T23:59:00Z"},
      {"a time in quotes", "deadline = \"2018-03-08T23:59:00Z\"", "deadline = 2018-03-08T23:59:00Z",
       "consultations/c53.toml:5: error: consultation.deadline: is a text", "without quotes"},
      {"another way to write dates", "opened = 11.10.2017", "opened = 2017-10-11",
       "consultations/c53.toml:4: error: ", "a date is written 2018-03-08"},
      {"no such day", "meeting = 2018-02-30", "meeting = 2018-03-20",
       "consultations/c53.toml:6: error: ", "day between 1 and 28"},
      {"a deadline before the opening", "opened = 2018-10-11", "opened = 2017-10-11",
       "consultations/c53.toml:5: error: consultation.deadline", "before the consultation opened"},
      {"a meeting before the deadline", "meeting = 2018-03-01", "meeting = 2018-03-20",
       "consultations/c53.toml:6: error: consultation.meeting", "before the deadline"},
      {"a missing key", "", "study_group = 17",
       "consultations/c53.toml:1: error: consultation.study_group: is missing", "study_group = 17"},
      {"a key spelt wrongly", "meeting = 2018-03-20\nremainders = [\"3d\"]", "meeting = 2018-03-20",
       "consultations/c53.toml:7: error: consultation.remainders", "did you mean reminders?"},
      {"a table spelt wrongly", "[[drafts]]\ndesignation = \"X.1214\"",
       "[[draft]]\ndesignation = \"X.1214\"",
       "consultations/c53.toml:8: error: drafts: is no known key", "\"draft\""},
      {"a designation twice", "designation = \"x.1214\"", "designation = \"X.1331\"",
       "consultations/c53.toml:15: error: draft.designation", "in line 9"},
      {"an unknown rule", "meeting = 2018-03-20\nrule = \"tapp\"", "meeting = 2018-03-20",
       "consultations/c53.toml:7: error: consultation.rule", "did you mean \"tap\"?"},
      {"an unknown language", "meeting = 2018-03-20\nlanguages = [\"en\", \"de\"]",
       "meeting = 2018-03-20", "consultations/c53.toml:7: error: consultation.languages: \"de\"",
       "ar, en, es, fr, ru, zh"},
      {"no such form", "meeting = 2018-03-20\nblank_form = \"none.docx\"", "meeting = 2018-03-20",
       "consultations/c53.toml:7: error: consultation.blank_form", "/consultations/none.docx"},
      {"a circular without number", "circular = \"TSB Circular\"", "circular = \"TSB Circular 53\"",
       "consultations/c53.toml:2: error: consultation.circular: has no number", "TSB Circular 53"},
      {"a key twice", "study_group = 17\nstudy_group = 17", "study_group = 17",
       "consultations/c53.toml:4: error: this key is there above already", "join the two"},
      {"a list twice", "languages = [\"en\"]\nlanguages = [\"fr\"]\nstudy_group = 17",
       "study_group = 17", "consultations/c53.toml:4: error: this key is there above already",
       "join the two"},
      {"a quote left open", "title = \"Security assessment techniques",
       "title = \"Security assessment techniques\"",
       "consultations/c53.toml:11: error: ", "closing quote"},
  };
  for (const Mistake& mistake : mistakes) {
    change_consultation(mistake.right, mistake.wrong);
    check_only_line(asked_problems(), mistake);
  }
}

TEST_CASE_METHOD(Config, "a mistake in the register is told so that it can be mended") {
  const Mistake mistakes[] = {
      {"two letters", "code = \"KE\"", "code = \"KEN\"",
       "administrations.toml:2: error: administration.code: \"KE\"", "three capital letters"},
      {"no such country", "code = \"KEM\"", "code = \"KEN\"",
       "administrations.toml:2: warning: administration.code: \"KEM\"", "did you mean \"KEN\"?"},
      {"no @", "addresses = [\"itu-focal.ict.ke.example\"]",
       "addresses = [\"itu-focal@ict.ke.example\"]",
       "administrations.toml:4: error: administration.addresses", "has no '@'"},
      {"a name with the address", "addresses = [\"K <itu-focal@ict.ke.example>\"]",
       "addresses = [\"itu-focal@ict.ke.example\"]",
       "administrations.toml:4: error: administration.addresses",
       "without name and angle brackets"},
      {"two in one", "addresses = [\"a@ict.ke.example, b@ict.ke.example\"]",
       "addresses = [\"itu-focal@ict.ke.example\"]",
       "administrations.toml:4: error: administration.addresses", "more than one address"},
      {"not a list", "domains = \"ict.ke.example\"", "domains = [\"ict.ke.example\"]",
       "administrations.toml:5: error: administration.domains: is a text", "square brackets"},
      {"a wildcard", "domains = [\"*.ke.example\"]", "domains = [\"ict.ke.example\"]",
       "administrations.toml:5: error: administration.domains", "write \"ke.example\""},
      {"a top-level domain", "domains = [\"ke\"]", "domains = [\"ict.ke.example\"]",
       "administrations.toml:5: error: administration.domains", "no full domain"},
      {"a public suffix", "domains = [\"go.ke\"]", "domains = [\"ict.ke.example\"]",
       "administrations.toml:5: warning: administration.domains", "public suffix"},
      {"a public provider", "domains = [\"Gmail.com\"]", "domains = [\"ict.ke.example\"]",
       "administrations.toml:5: warning: administration.domains", "anybody"},
      {"a language of a name", "names = { en = \"Kenya\", sw = \"Kenya\" }",
       "names = { en = \"Kenya\", fr = \"Kenya\" }",
       "administrations.toml:6: error: administration.names.sw", "no known language"},
      {"single brackets", "[administration]", "[[administration]]",
       "administrations.toml:1: error: administration: is opened by single brackets",
       "[[administration]]"},
  };
  for (const Mistake& mistake : mistakes) {
    change_administration(mistake.right, mistake.wrong);
    check_only_line(asked_problems(), mistake);
  }
}

TEST_CASE_METHOD(Config, "a mistake in tallyd.toml is told so that it can be mended") {
  const Mistake mistakes[] = {
      {"a duration without unit", "poll_interval = 5", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: mailbox.poll_interval: 5 is no duration", "poll_interval = \"1m\""},
      {"a number that is a text without unit", "poll_interval = \"60\"", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: mailbox.poll_interval: \"60\" is no duration", "(s, m, h, d, w)"},
      {"a time for rejected mail that is too short",
       "authserv_id = \"mx.itu.example\"\n[storage]\nretention_rejected = \"1d\"",
       "authserv_id = \"mx.itu.example\"", "tallyd.toml:14: error: storage.retention_rejected",
       "from \"30d\""},
      {"a home directory", "authserv_id = \"mx.itu.example\"\n[storage]\ndirectory = \"~/tally\"",
       "authserv_id = \"mx.itu.example\"", "tallyd.toml:14: error: storage.directory: \"~/tally\"",
       "the whole path"},
      {"a credential's path", "credential = \"/etc/credstore/imap\"", "credential = \"imap\"",
       "tallyd.toml:4: error: mailbox.credential: \"/etc/credstore/imap\" is a path",
       "password_file"},
      {"quotes of a word processor", "host = “imap.itu.example”", "host = \"imap.itu.example\"",
       "tallyd.toml:2: error: write straight quotes", "typographic"},
      {"a table twice", "authserv_id = \"mx.itu.example\"\n[tsb]",
       "authserv_id = \"mx.itu.example\"", "tallyd.toml:13: error: this table is opened above",
       "join the two"},
      {"a duration without quotes", "poll_interval = 5m", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: ", "poll_interval = \"5m\""},
      {"a duration out of range", "poll_interval = \"1s\"", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: mailbox.poll_interval", "from \"5s\" to \"1h\""},
      {"a size without unit", "max_message_size = 25", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: mailbox.max_message_size", "\"25MB\""},
      {"True", "idle = True", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: ", "true or false, in small letters"},
      {"a number in quotes", "port = \"993\"", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: mailbox.port: is a text", "number without quotes: port = 993"},
      {"a hyphen for an underscore", "poll-interval = \"1m\"", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: mailbox.poll-interval", "did you mean poll_interval?"},
      {"a table spelt wrongly", "[athentication]", "[authentication]",
       "tallyd.toml:11: error: athentication", "did you mean authentication?"},
      {"a password in the file", "password = \"hunter2\"", "credential = \"imap\"",
       "tallyd.toml:4: error: mailbox.password", "password_file = "},
      {"no password", "", "credential = \"imap\"", "tallyd.toml:1: error: mailbox.password_file",
       "password_command or credential"},
      {"no such password file", "password_file = \"none\"", "credential = \"imap\"",
       "tallyd.toml:4: error: mailbox.password_file: there is no file", "/none"},
      {"two passwords", "credential = \"imap\"\npassword_command = \"echo x\"",
       "credential = \"imap\"", "tallyd.toml:4: error: mailbox.credential",
       "beside password_command"},
      {"a password for all to hear", "security = \"none\"", "poll_interval = \"1m\"",
       "tallyd.toml:5: error: mailbox.security", "allow_plaintext = true"},
      {"the port in the host", "host = \"imap.itu.example:993\"", "host = \"imap.itu.example\"",
       "tallyd.toml:2: error: mailbox.host", "port = 993"},
      {"a scheme", "host = \"imaps://imap.itu.example\"", "host = \"imap.itu.example\"",
       "tallyd.toml:2: error: mailbox.host", "without scheme"},
      {"the wrong port", "port = 143", "poll_interval = \"1m\"",
       "tallyd.toml:5: warning: mailbox.port", "\"starttls\""},
      {"a wrong address", "from_address = \"tally\"", "from_address = \"tally@itu.example\"",
       "tallyd.toml:8: error: smtp.from_address", "no '@'"},
      {"metrics for all the world",
       "authserv_id = \"mx.itu.example\"\n[metrics]\nlisten = \"0.0.0.0:9765\"",
       "authserv_id = \"mx.itu.example\"",
       "tallyd.toml:14: error: metrics.listen: \"0.0.0.0:9765\"",
       "right would be \"127.0.0.1:9765\""},
      {"nobody is trusted", "require = \"dmarc\"", "authserv_id = \"mx.itu.example\"",
       "tallyd.toml:11: warning: authentication.authserv_id", "Authentication-Results"},
  };
  for (const Mistake& mistake : mistakes) {
    if (std::string(mistake.what) == "a table spelt wrongly") continue;  // told with its warning
    check_only_line(problems_with(mistake), mistake);
  }
  CHECK_THAT(problems_with(mistakes[7]), Contains(mistakes[7].told) && Contains(mistakes[7].help));
}

TEST_CASE_METHOD(Config, "plain text is right to this machine, and elsewhere when allowed") {
  const Mistake local{"", "host = \"127.0.0.1\"\nsecurity = \"none\"",
                      "host = \"imap.itu.example\"", "", ""};
  CHECK(problems_with(local).empty());
  const Mistake allowed{"", "security = \"none\"\nallow_plaintext = true", "poll_interval = \"1m\"",
                        "", ""};
  CHECK(problems_with(allowed).empty());
}

TEST_CASE_METHOD(Config, "an address of two administrations is warned of where it is the second") {
  write("administrations.toml", std::string(test::kKenya) +
                                    "[[administration]]\ncode = \"UGA\"\nlanguage = \"en\"\n"
                                    "addresses = [\"ITU-focal@ict.ke.example\"]\n"
                                    "names = { en = \"Uganda\" }\n");
  CHECK(asked_problems() ==
        "administrations.toml:10: warning: administration.addresses: \"itu-focal@ict.ke.example\" "
        "also belongs to KEN (line 4): of a message from there, the form alone says who speaks\n");
}

TEST_CASE_METHOD(Config, "what lies in another administration's domain is warned of") {
  write("administrations.toml",
        std::string(test::kKenya) +
            "[[administration]]\ncode = \"UGA\"\naddresses = [\"x@mail.ict.ke.example\"]\n"
            "domains = [\"ug.ict.ke.example\"]\nnames = { en = \"Uganda\" }\n");
  const std::string problems = asked_problems();
  CHECK_THAT(problems, Contains("administrations.toml:9: warning: administration.addresses: "
                                "\"x@mail.ict.ke.example\" lies in \"ict.ke.example\", which "
                                "belongs to KEN (line 5)"));
  CHECK_THAT(problems, Contains("administrations.toml:10: warning: administration.domains: "
                                "\"ug.ict.ke.example\" lies in"));
}

TEST_CASE_METHOD(Config, "a circular that seems to be there in two spellings is warned of") {
  write("consultations/d.toml", with(test::kCircular53, "TSB Circular 53", "Circular 53"));
  CHECK_THAT(asked_problems(), Contains("consultations/d.toml:2: warning: consultation.circular: "
                                        "\"Circular 53\" has the number of the one in "));
}

TEST_CASE_METHOD(Config,
                 "a file that is a folder, or in another encoding, is told and harms nothing") {
  std::filesystem::create_directory(path() + "/consultations/folder.toml");
  write("consultations/utf16.toml", std::string("[\0c\0", 4));
  write("consultations/latin1.toml", "[consultation]\ncircular = \"\xe9\"\n");
  const std::string problems = asked_problems();
  CHECK_THAT(problems, Contains("folder.toml: error: is a folder"));
  CHECK_THAT(problems, Contains("utf16.toml: error: is no text in UTF-8"));
  CHECK_THAT(problems, Contains("latin1.toml:2: error: holds a letter that is no UTF-8"));
}

TEST_CASE_METHOD(Config, "a byte order mark and lines of Windows are no mistake") {
  std::string lines(test::kCircular53);
  for (auto at = lines.find('\n'); at != lines.npos; at = lines.find('\n', at + 2)) {
    lines.insert(at, "\r");
  }
  write("consultations/c53.toml", "\xef\xbb\xbf" + lines);
  CHECK(asked_problems().empty());
}

TEST_CASE_METHOD(Config, "a code or a circular that is there twice is an error") {
  write("administrations.toml",
        std::string(test::kKenya) +
            "[[administration]]\ncode = \"KEN\"\n"
            "addresses = [\"b@ict.ke.example\"]\nnames = { en = \"Kenya\" }\n");
  write("consultations/other.toml", std::string(test::kCircular53));
  const std::string problems = asked_problems();
  CHECK_THAT(problems, Contains("administrations.toml:8: error: administration.code: \"KEN\" is in "
                                "line 2 already"));
  CHECK_THAT(problems, Contains("consultations/other.toml:2: error: consultation.circular: \"TSB "
                                "Circular 53\" is in "));
}

TEST_CASE_METHOD(Config, "a past deadline is warned of only when the time is known") {
  const auto at = [this](const char* now) {
    return lines(load_asked(path(), parse_rfc3339(now)).problems, path());
  };
  CHECK(asked_problems().empty());
  CHECK(at("2018-03-08T23:59:59Z").empty());
  CHECK_THAT(at("2018-03-09T00:00:00Z"),
             Contains("c53.toml:5: warning: consultation.deadline: 2018-03-08T23:59:00Z is past"));
}

TEST_CASE_METHOD(Config, "two lines that are no TOML are both told, and the rest is judged") {
  write("consultations/c53.toml",
        with(with(with(test::kCircular53, "study_group = 17", "study_group = seventeen"),
                  "provisional = \"X.samtn\"", "provisional: \"X.samtn\""),
             "document = \"R12\"", "dokument = \"R12\""));
  const std::string problems = asked_problems();
  CHECK_THAT(problems,
             Contains("c53.toml:3: error: a text needs quotes: study_group = \"seventeen\""));
  CHECK_THAT(problems, Contains("c53.toml:10: error: a line is written key = value, with '='"));
  CHECK_THAT(problems, Contains("c53.toml:18: error: draft.dokument: is no known key; did you mean "
                                "document?"));
  CHECK(std::count(problems.begin(), problems.end(), '\n') == 3);
}

TEST_CASE_METHOD(Config, "a configuration that is not there is said to be not there") {
  std::filesystem::remove_all(path() + "/consultations");
  std::filesystem::remove(path() + "/administrations.toml");
  const std::string problems = lines(load_configuration(path()).problems, path());
  for (const char* name : {"consultations: error: ", "administrations.toml: error: can't be read",
                           "tallyd.toml: error: can't be read: No such file"}) {
    CHECK_THAT(problems, Contains(name));
  }
}
