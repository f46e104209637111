// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real program: exit codes, and what goes to which stream.
#include <algorithm>
#include <filesystem>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "config/version.h"
#include "tests/storage/store.h"
#include "tests/support/configuration_directory.h"
#include "tests/support/drawn_form.h"
#include "tests/support/program.h"

using namespace tallyd;
namespace fs = std::filesystem;
using Catch::Matchers::Contains;
using nlohmann::json;

namespace {

struct Tallyctl : test::ConfigurationDirectory {
  test::Ran tallyctl(const std::string& arguments, const std::string& before = "") const {
    return test::run(before + TALLYD_TALLYCTL " " + arguments);
  }
  std::string config() const { return " --config " + path() + " "; }
  std::string file(const std::string& name, const std::string& content) const {
    write(name, content);
    return path() + "/" + name;
  }
};

constexpr const char* kMessage = "From: a@b.example\nSubject: hello\n\nText.\n";

std::vector<json> lines_of(const std::string& out) {
  std::vector<json> lines;
  std::istringstream in(out);
  for (std::string line; std::getline(in, line);) lines.push_back(json::parse(line));
  return lines;
}

/// With a database in which there is a counted reply and one in review.
struct WithReplies : Tallyctl {
  Store store;
  EventId reply = 0;
  EventId review = 0;

  WithReplies() {
    write("tallyd.toml",
          "[mailbox]\nhost = \"imap.itu.example\"\n[smtp]\nhost = \"smtp.itu.example\"\n"
          "from_address = \"tally@itu.example\"\n[storage]\ndirectory = \"" +
              store.directory.path.string() + "\"\n");
    MessageRecord message = store.reply_of("KEN", 1);
    message.reply->sender = "\x1b[2Jfocal@ken.example";
    reply = store.record(message).reply;
    review = store.record(store.doubtful_reply_of("BRA", 2)).review;
  }
};

}  // namespace

TEST_CASE_METHOD(Tallyctl, "wrong usage of read exits with 2, of the others with EX_USAGE") {
  for (const char* arguments : {"read", "read --bogus a.eml", "read --jobs 0 a.eml"}) {
    CAPTURE(arguments);
    const auto ran = tallyctl(arguments);
    CHECK(ran.code == 2);
    CHECK(ran.out.empty());
    CHECK_FALSE(ran.err.empty());
  }
  for (const char* arguments : {"", "bogus", "check-config --bogus", "replies --outcome nothing"}) {
    CAPTURE(arguments);
    const auto ran = tallyctl(arguments);
    CHECK(ran.code == 64);
    CHECK(ran.out.empty());
  }
}

TEST_CASE_METHOD(Tallyctl, "help and version are data") {
  CHECK(tallyctl("--version").out == "tallyctl " + std::string(kVersion) + "\n");
  for (const char* arguments : {"--help", "read --help", "review list --help"}) {
    const auto ran = tallyctl(arguments);
    CHECK(ran.code == 0);
    CHECK_THAT(ran.out, Contains("Usage:"));
    CHECK(ran.err.empty());
  }
}

TEST_CASE_METHOD(Tallyctl, "read prints one line for each message, in the order given") {
  const std::string b = file("b.eml", kMessage);
  const std::string a = file("a.eml", "\xff" + std::string(1, '\0') + " garbage");
  const auto ran = tallyctl("read" + config() + b + " - " + a, "printf 'Subject: x\\n\\n' | ");
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  const auto lines = lines_of(ran.out);
  REQUIRE(lines.size() == 3);
  CHECK(lines[0].at("message") == b);
  CHECK(lines[1].at("message") == "-");
  CHECK(lines[2].at("message") == a);
  for (const auto& line : lines) CHECK(line.at("certain") == false);
}

TEST_CASE_METHOD(Tallyctl,
                 "read --explain says in words what a message holds, safe for a terminal") {
  const std::string message = file("a.eml",
                                   "From: a@b.example\nSubject: TSB Circular 53\n\n"
                                   "Draft Recommendation ITU-T X.1214\n"
                                   "[X] assigns authority to Study Group 17 \x1b[2J\n"
                                   "[ ] does not assign authority to Study Group 17\n\nKenya\n");
  const auto ran = tallyctl("read --explain" + config() + message);
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK_THAT(ran.out, Contains("Row for X.1214"));
  CHECK_THAT(ran.out, Contains("because of [X] beside “assigns authority”"));
  CHECK_THAT(ran.out, Contains("(line 7 of the table in docs/reading.md)"));
  CHECK_THAT(ran.out, Contains("The form has no row for X.1331. (draft_missing)"));
  CHECK(ran.out.find('\x1b') == std::string::npos);
  const auto lines = lines_of(tallyctl("read --explain --json" + config() + message).out);
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].at("parts").at(0).at("rows").at(0).at("signs") ==
        "☒ ( ~~none~~ ~~attached~~ ) / ☐");
  CHECK(lines[0].at("decisions").at("X.1214").at("authority") == "assigned");
}

/// A message that is one file, base64.
std::string message_of(const Tallyctl& here, const std::string& type, const std::string& file) {
  const std::string message = file + ".eml";
  REQUIRE(test::run("{ printf 'From: a@b.example\\nContent-Type: " + type +
                    "\\nContent-Transfer-Encoding: base64\\n\\n'; base64 " + file + "; } > " +
                    message)
              .code == 0);
  return here.config() + message;
}

TEST_CASE_METHOD(Tallyctl, "read --explain puts each row of a scan into a PNG file") {
  const std::string scan = path() + "/scan";
  REQUIRE(test::run("pdftoppm -singlefile -gray -r 150 -png " +
                    file("form.pdf", test::drawn_form()) + " " + scan)
              .code == 0);
  const std::string rows = path() + "/new/rows";
  const auto ran =
      tallyctl("read --explain --pictures " + rows + message_of(*this, "image/png", scan + ".png"));
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  CHECK_THAT(ran.out, Contains("picture         " + rows + "/01-X.1214.png"));
  for (const char* name : {"/01-X.1214.png", "/02-X.1331.png"}) {
    CHECK(test::run("head -c 4 " + rows + name).out.substr(1) == "PNG");
  }
}

TEST_CASE_METHOD(Tallyctl, "pictures without a folder go to a new temporary one that we are told") {
  const std::string message =
      message_of(*this, "application/pdf", file("form.pdf", test::drawn_form()));
  const auto ran = tallyctl("read --explain" + message, "TMPDIR=" + path() + " ");
  CHECK(ran.code == 0);
  CHECK_THAT(ran.err, Contains("the rows' pictures are in " + path() + "/tallyctl-rows-"));
  CHECK_THAT(ran.out, Contains("/01-X.1214.png"));
  CHECK(tallyctl("read --explain --pictures /proc/none" + message).code == 73);
}

TEST_CASE_METHOD(Tallyctl, "read --pictures and --json need --explain") {
  CHECK(tallyctl("read --pictures x" + config() + file("a.eml", kMessage)).code == 2);
  CHECK(tallyctl("read --json" + config() + file("a.eml", kMessage)).code == 2);
}

TEST_CASE_METHOD(Tallyctl, "read goes on after a file that is missing, and exits with 66") {
  const auto ran = tallyctl("read" + config() + path() + "/none.eml " + file("a.eml", kMessage));
  CHECK(ran.code == 66);
  CHECK(lines_of(ran.out).size() == 1);
  CHECK_THAT(ran.err, Contains("none.eml: No such file"));
}

TEST_CASE_METHOD(Tallyctl, "read of a folder that is no Maildir exits with 65") {
  CHECK(tallyctl("read" + config() + path()).code == 65);
}

TEST_CASE_METHOD(Tallyctl, "read with a wrong configuration says where and exits with 78") {
  change_consultation("study_group = 17", "study_grup = 17");
  const auto ran = tallyctl("read" + config() + file("a.eml", kMessage));
  CHECK(ran.code == 78);
  CHECK(ran.out.empty());
  CHECK_THAT(ran.err, Contains("c53.toml:3: error: consultation.study_grup"));
}

TEST_CASE_METHOD(Tallyctl,
                 "check-config prints its problems as data and exits with 78 for errors") {
  const auto wrong = tallyctl("check-config" + config());
  CHECK(wrong.code == 78);
  CHECK_THAT(wrong.out, Contains("/tallyd.toml: error: can't be read"));
  CHECK(wrong.err.empty());
  const auto as_json = tallyctl("check-config --json" + config());
  CHECK(as_json.code == 78);
  CHECK(json::parse(as_json.out).at(0).contains("file"));
  const auto right = tallyctl("check-config --config " TALLYD_SOURCE_DIR "/config");
  CHECK(right.code == 0);
}

TEST_CASE_METHOD(WithReplies, "replies lists what was received, filtered when asked") {
  const auto all = tallyctl("replies" + config());
  CHECK(all.code == 0);
  CHECK(std::count(all.out.begin(), all.out.end(), '\n') == 3);
  CHECK_THAT(all.out, Contains("X.1214 assigned") && Contains("\\x1b[2Jfocal@ken.example"));
  CHECK_THAT(all.out, !Contains("\x1b"));
  const auto counted = json::parse(tallyctl("replies --json --outcome recorded" + config()).out);
  REQUIRE(counted.size() == 1);
  CHECK(counted[0].at("administration") == "KEN");
  CHECK(tallyctl("replies --json --administration UGA" + config()).out == "[]\n");
}

TEST_CASE_METHOD(WithReplies, "tally counts what stands, in each format") {
  const auto as_json = tallyctl("tally 53 --format json" + config());
  CHECK(as_json.code == 0);
  CHECK(json::parse(as_json.out).at("drafts").at(0).at("assigned") == 1);
  CHECK_THAT(tallyctl("tally 'TSB circular 53'" + config()).out, Contains("X.1214"));
  CHECK_THAT(tallyctl("tally 53 --format csv" + config()).out, Contains("X.1331"));
  const auto none = tallyctl("tally 54" + config());
  CHECK(none.code == 66);
  CHECK_THAT(none.err, Contains("TSB Circular 53"));
}

TEST_CASE_METHOD(WithReplies, "show tells one reply by number or Message-ID") {
  const auto shown = tallyctl("show" + config() + std::to_string(reply));
  CHECK(shown.code == 0);
  CHECK_THAT(shown.out, Contains("X.1214: assigned") && Contains("box 1 checked"));
  CHECK(json::parse(tallyctl("show --json '<KEN-1@example>'" + config()).out).at("id") == reply);
  const auto none = tallyctl("show 999" + config());
  CHECK(none.code == 66);
  CHECK(none.out.empty());
}

TEST_CASE_METHOD(WithReplies, "review list shows what is open, with the reason") {
  const auto open = tallyctl("review list" + config());
  CHECK(open.code == 0);
  CHECK_THAT(open.out, Contains("BRA") && Contains("Both boxes are checked"));
  CHECK(json::parse(tallyctl("review list --json" + config()).out).size() == 1);
}

TEST_CASE_METHOD(WithReplies, "review show tells what a person needs, as text, JSON and a page") {
  const std::string item = std::to_string(review);
  const auto shown = tallyctl("review show " + item + config());
  CHECK(shown.code == 0);
  CHECK_THAT(shown.out, Contains("Both boxes are checked") && Contains("BRA") &&
                            Contains("tallyctl review resolve " + item));
  CHECK(json::parse(tallyctl("review show --json " + item + config()).out).at("id") == review);
  const std::string page = path() + "/page.html";
  const auto written = tallyctl("review show --html " + page + " " + item + config());
  CHECK(written.code == 0);
  CHECK(written.out == page + "\n");
  CHECK_THAT(test::run("cat " + page).out,
             Contains("<p dir=\"auto\">assigned") && Contains("Both boxes are checked"));
  CHECK(tallyctl("review show 4711" + config()).code == 66);
}

TEST_CASE_METHOD(WithReplies, "review resolve records and answers once, and says what is wrong") {
  const std::string item = " " + std::to_string(review) + config();
  const std::string by = " --by alice --reason telephoned";
  const std::string brazil = " --administration KEN";  // Brazil is not in the register
  CHECK(tallyctl("review resolve" + item + by).code == 64);
  CHECK(tallyctl("review resolve --decision X.1214=assigned" + item).code == 64);
  const auto unknown = tallyctl("review resolve --decision X.1=assigned" + brazil + item + by);
  CHECK(unknown.code == 64);
  CHECK_THAT(unknown.err, Contains("X.1214, X.1331"));
  CHECK(tallyctl("review resolve --decision X.1214=perhaps" + item + by).code == 64);
  CHECK(tallyctl("review resolve --decision X.1214=assigned 4711" + config() + by).code == 66);
  const auto nobody = tallyctl("review resolve --decision X.1214=assigned" + item + by);
  CHECK(nobody.code == 64);
  CHECK_THAT(nobody.err, Contains("BRA"));
  CHECK(tallyctl("review list --json" + config()).out.find("\"open\"") != std::string::npos);
  const std::string right = "review resolve --decision X.1214=not_assigned" + brazil + item + by;
  const auto resolved = tallyctl(right);
  CHECK(resolved.code == 0);
  CHECK_THAT(resolved.out, Contains("X.1214 not_assigned"));
  const auto again = tallyctl(right);
  CHECK(again.code == 65);
  CHECK_THAT(again.err, Contains("resolved by alice"));
  const auto mails = *list_mails(store.database);
  CHECK(mails.size() == 3);  // those of the fixture, and one
  CHECK(store.verified().findings.empty());
}

TEST_CASE_METHOD(WithReplies, "review reject, assign and open do what they say") {
  const std::string by = config() + " --by alice --reason telephoned";
  const std::string item = " " + std::to_string(review);
  CHECK(tallyctl("review assign --administration XYZ" + item + by).code == 64);
  const auto assigned = tallyctl("review assign --administration Kenya" + item + by);
  CHECK(assigned.code == 0);
  CHECK_THAT(assigned.out, Contains("still open"));
  CHECK(tallyctl("review reject" + item + by).code == 0);
  CHECK(tallyctl("review reject" + item + by).code == 65);
  CHECK(tallyctl("review open 4711" + by).code == 66);
  const auto opened = tallyctl("review open " + std::to_string(reply) + by);
  CHECK(opened.code == 0);
  CHECK(tallyctl("review open " + std::to_string(reply) + by).code == 65);
  CHECK(tallyctl("review list" + config()).out.find("alice wants it looked at") !=
        std::string::npos);
}

TEST_CASE_METHOD(WithReplies,
                 "replay shows what is read otherwise, exits with 1, and changes nothing") {
  const auto events = store.count("ledger");
  const auto table = tallyctl("replay" + config());
  CHECK(table.code == 1);
  CHECK_THAT(table.out, Contains("X.1214 authority"));
  CHECK_THAT(table.err, Contains("2 replies, 2 differ"));
  const auto all = json::parse(tallyctl("replay --json" + config()).out);
  CHECK(all.at(0).at("differences").at(0).at("now") == "other");
  CHECK(store.count("ledger") == events);
  fs::remove_all(store.directory.path / "archive");
  fs::create_directory(store.directory.path / "archive");
  CHECK(tallyctl("replay" + config()).code == 65);
}

TEST_CASE_METHOD(WithReplies, "consultation diff changes nothing, apply records what it shows") {
  const std::string by = config() + " --by alice --reason 'Corrigendum 1'";
  CHECK(tallyctl("consultation diff" + config()).code == 1);  // the ledger knows no version yet
  CHECK(tallyctl("consultation apply" + by).code == 0);
  const auto same = tallyctl("consultation diff" + config());
  CHECK(same.code == 0);
  CHECK(same.out.empty());
  change_consultation("2018-03-08T23:59:00Z", "2018-01-09T12:00:00Z");
  const auto events = store.count("ledger");
  const auto differs = tallyctl("consultation diff" + config());
  CHECK(differs.code == 1);
  CHECK_THAT(differs.out, Contains("deadline") && Contains("would be late") && Contains("KEN"));
  CHECK(json::parse(tallyctl("consultation diff --json" + config()).out)
            .at(0)
            .at("effects")
            .at(0)
            .at("effect") == "counts_no_more");
  CHECK(store.count("ledger") == events);
  CHECK(tallyctl("consultation apply" + config()).code == 64);
  const auto applied = tallyctl("consultation apply" + by);
  CHECK(applied.code == 0);
  CHECK_THAT(applied.out, Contains("counts no more"));
  CHECK(store.standing().empty());
  CHECK(tallyctl("consultation diff" + config()).code == 0);
}

TEST_CASE_METHOD(WithReplies,
                 "verify is content with what was recorded, and names what was changed") {
  const auto whole = tallyctl("verify --json" + config());
  CHECK(whole.code == 0);
  const json found = json::parse(whole.out);
  CHECK(found.at("messages") == 2);
  CHECK(found.at("findings").empty());
  const std::string head =
      std::to_string(found.at("head").get<int>()) + ":" + found.at("hash").get<std::string>();
  CHECK(tallyctl("verify --known " + head + config()).code == 0);
  CHECK(tallyctl("verify --known 1:" + std::string(64, '0') + config()).code == 65);
  CHECK(tallyctl("verify --known nonsense" + config()).code == 64);
  const fs::path archive = store.directory.path / "archive";
  int removed = 0;
  for (const auto& entry : fs::recursive_directory_iterator(archive)) {
    if (removed == 0 && entry.is_regular_file()) removed += fs::remove(entry.path()) ? 1 : 0;
  }
  REQUIRE(removed == 1);
  const auto changed = tallyctl("verify" + config());
  CHECK(changed.code == 65);
  CHECK_THAT(changed.out, Contains("its message: "));
  CHECK_THAT(changed.err, Contains("not what was recorded"));
}

TEST_CASE_METHOD(WithReplies, "without a database, what needs one is unavailable") {
  std::filesystem::remove(store.directory.path / "tallyd.db");
  for (const char* arguments : {"replies", "show 1", "review list", "tally 53"}) {
    const auto ran = tallyctl(arguments + config());
    CHECK(ran.code == 75);
    CHECK(ran.out.empty());
    CHECK_THAT(ran.err, Contains("tallyd.db"));
  }
}

TEST_CASE_METHOD(WithReplies, "outbox list shows what waits; retry and cancel change it") {
  const auto ids = [&](const std::string& state) {
    std::vector<int> found;
    for (const auto& mail :
         json::parse(tallyctl("outbox list --json --state " + state + config()).out)) {
      found.push_back(mail.at("id").get<int>());
    }
    return found;
  };
  const auto queued = ids("queued");
  REQUIRE(queued.size() == 2);
  CHECK_THAT(tallyctl("outbox list" + config()).out, Contains("focal@KEN.example"));
  CHECK(tallyctl("outbox cancel " + std::to_string(queued[0]) + config()).code == 0);
  CHECK(ids("cancelled") == std::vector<int>{queued[0]});
  CHECK(tallyctl("outbox retry " + std::to_string(queued[0]) + config()).code == 0);
  CHECK(ids("queued").size() == 2);
  // All or nothing.
  CHECK(tallyctl("outbox cancel " + std::to_string(queued[1]) + " 999" + config()).code == 69);
  CHECK(ids("queued").size() == 2);
}

TEST_CASE_METHOD(WithReplies, "a backup restored by tar says all that was said, and verifies") {
  const fs::path file = store.directory.path / "backup.tar";
  REQUIRE(tallyctl("backup " + file.string() + config()).code == 0);
  CHECK(tallyctl("backup " + file.string() + config()).code == 73);
  CHECK((fs::status(file).permissions() & (fs::perms::group_all | fs::perms::others_all)) ==
        fs::perms::none);
  const auto before = tallyctl("replies --json" + config()).out;
  const fs::path restored = store.directory.path / "restored";
  fs::create_directory(restored);
  REQUIRE(test::run("tar -xf " + file.string() + " -C " + restored.string()).code == 0);
  write("tallyd.toml",
        "[mailbox]\nhost = \"imap.itu.example\"\n[smtp]\nhost = \"smtp.itu.example\"\n"
        "from_address = \"tally@itu.example\"\n[storage]\ndirectory = \"" +
            restored.string() + "\"\n");
  CHECK(tallyctl("replies --json" + config()).out == before);
  CHECK(json::parse(tallyctl("verify --json" + config()).out).at("messages") == 2);
}

TEST_CASE_METHOD(WithReplies, "export gives everything about one administration and no other") {
  const auto shown = json::parse(tallyctl("export ken" + config()).out);
  CHECK(shown.at("administration").at("code") == "KEN");
  REQUIRE(shown.at("replies").size() == 1);
  CHECK(shown.at("decisions").at(0).at("draft") == "X.1214");
  REQUIRE(shown.at("ledger").size() == 3);
  CHECK(shown.at("ledger").at(2).at("kind") == "mail_queued");
  const std::string folder = (store.directory.path / "kenya").string();
  CHECK(tallyctl("export KEN --output " + folder + config()).code == 0);
  CHECK(std::distance(fs::directory_iterator(folder), {}) == 2);
  CHECK(tallyctl("export KEN --output " + folder + config()).code == 73);
  CHECK(tallyctl("export XXX" + config()).code == 66);
}

TEST_CASE_METHOD(WithReplies,
                 "retention shows what would go, removes it for who says so, and no more") {
  const std::string number = std::to_string(review);
  const std::string because = " --by 'A. Clerk' --reason advertisement" + config();
  CHECK(tallyctl("retention" + config()).code == 64);
  CHECK(tallyctl("retention --dry-run" + config()).code == 64);
  REQUIRE(tallyctl("review reject " + number + because).code == 0);
  CHECK(tallyctl("retention --older-than 1d --by me" + config()).out.empty());
  const auto look = tallyctl("retention --older-than 0s --dry-run --json" + config());
  REQUIRE(json::parse(look.out).size() == 1);
  const std::string gone = std::to_string(json::parse(look.out).at(0).at("reply").get<int>());
  CHECK(tallyctl("retention --older-than 0s" + because).code == 0);
  const auto verified = json::parse(tallyctl("verify --json" + config()).out);
  CHECK(verified.at("findings").empty());
  CHECK(verified.at("removed") == 1);
  CHECK_THAT(tallyctl("show " + gone + config()).out, Contains("removed at"));
  CHECK_THAT(tallyctl("review show " + number + " --html -" + config()).err, Contains("removed"));
  CHECK(tallyctl("review open " + gone + because).code != 0);
  CHECK(tallyctl("replay" + config()).code != 65);
  CHECK(tallyctl("export BRA --output " + (store.directory.path / "brazil").string() + config())
            .code == 66);
}

TEST_CASE_METHOD(WithReplies, "import takes a message in once, and wants to know when it came") {
  const std::string dated = file("dated.eml",
                                 "Received: by mx.example; Mon, 8 Jan 2018 10:00:00 +0000\nFrom: "
                                 "a@b.example\nSubject: x\n\nx\n");
  const auto taken = tallyctl("import " + dated + config());
  CHECK(taken.code == 0);
  CHECK_THAT(taken.out, Contains("a@b.example"));
  CHECK(tallyctl("import " + dated + config()).out.empty());
  const auto undated = tallyctl("import " + file("undated.eml", kMessage) + config());
  CHECK(undated.code == 65);
  CHECK_THAT(undated.err, Contains("--received"));
  CHECK(tallyctl("import --received 2018-01-08 " + dated + config()).code == 64);
}

TEST_CASE_METHOD(WithReplies, "doctor has a line for everything, and says what to do") {
  change_consultation("study_group = 17", "study_grup = 17");
  const auto wrong = tallyctl("doctor" + config());
  CHECK(wrong.code == 78);
  CHECK_THAT(wrong.out, Contains("tallyctl check-config"));
  change_consultation("study_group = 17", "study_group = 17");
  write("tallyd.toml",
        "[mailbox]\nhost = \"127.0.0.1\"\nport = 1\nusername = \"a\"\n"
        "password_command = \"echo x\"\n[smtp]\nhost = \"127.0.0.1\"\nport = 1\nfrom_address = "
        "\"tally@itu.example\"\n[storage]\ndirectory = \"" +
            store.directory.path.string() + "\"\n[office]\nenabled = false\n");
  const auto found = tallyctl("doctor --json" + config());
  CHECK(found.code == 69);
  std::vector<std::string> health;
  for (const auto& line : json::parse(found.out)) {
    health.push_back(line.at("what").get<std::string>() + " " +
                     line.at("health").get<std::string>());
    CHECK_FALSE(line.at("text").get<std::string>().empty());
  }
  REQUIRE(health.size() == 11);
  const auto has = [&](const char* line) {
    return std::find(health.begin(), health.end(), line) != health.end();
  };
  for (const char* line : {"storage ok", "mailbox error", "smtp error", "readers ok"}) {
    CHECK(has(line));
  }
}
