// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/review/command_mail.h"

#include <algorithm>
#include <sstream>

#include "config/mail_address.h"
#include "daemon/compose/notice.h"

namespace tallyd {
namespace {

using Words = std::vector<std::string>;

constexpr std::string_view kVerbs[] = {"record", "assign", "reject", "admit", "list", "reason"};

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_verb(const std::string& word) {
  return std::find(std::begin(kVerbs), std::end(kVerbs), word) != std::end(kVerbs);
}

/// Without the marks of quoting and of lists before it, and blanks around it.
std::string trimmed(std::string_view line) {
  std::string text(line);
  for (auto at = text.find("\xC2\xA0"); at != std::string::npos; at = text.find("\xC2\xA0", at)) {
    text.replace(at, 2, " ");  // no-break space
  }
  const auto begin = text.find_first_not_of(" \t\r>|*-");
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

/// Lower case, without the punctuation around them.
Words words_of(const std::string& line) {
  constexpr const char* kAround = ".,:;=()[]<>\"'!";
  Words words;
  std::string spaced = line;
  for (char& c : spaced) {
    if (c == ',' || c == '=' || c == ';' || c == '\t') c = ' ';
  }
  std::istringstream in(spaced);
  for (std::string word; in >> word;) {
    const auto begin = word.find_first_not_of(kAround);
    if (begin == std::string::npos) continue;
    word = word.substr(begin, word.find_last_not_of(kAround) - begin + 1);
    words.push_back(lower_case(word));
  }
  return words;
}

bool is_negation(const std::string& word) {
  return is_one_of(word, {"not", "no", "never", "neither", "nor", "without", "don't", "doesn't",
                          "isn't", "cannot", "can't", "unless", "except", "but", "if", "or",
                          "maybe", "perhaps"}) ||
         word.find('?') != std::string::npos;
}

bool is_assigned(const std::string& word) {
  return is_one_of(word, {"assigned", "assigns", "assign"});
}

bool is_not_assigned(const std::string& word) {
  return is_one_of(word, {"not_assigned", "not-assigned", "notassigned", "unassigned"});
}

/// What one RECORD line says behind the names of its drafts.
struct Said {
  Authority authority = Authority::none;
  Comments comments = Comments::conflict;  ///< conflict: nothing
  bool unclear = false;

  void say(Authority value) {
    unclear = unclear || (authority != Authority::none && authority != value);
    authority = value;
  }
  void say(Comments value) {
    unclear = unclear || (comments != Comments::conflict && comments != value);
    comments = value;
  }
};

Said read_decision(const Words& words, std::size_t from) {
  Said said;
  for (std::size_t i = from; i < words.size(); ++i) {
    const std::string& word = words[i];
    const std::string next = i + 1 < words.size() ? words[i + 1] : "";
    if (word == "not" && is_assigned(next)) {
      said.say(Authority::not_assigned);
      ++i;
    } else if (is_not_assigned(word)) {
      said.say(Authority::not_assigned);
    } else if (is_assigned(word)) {
      said.say(Authority::assigned);
    } else if (word == "none" || is_one_of(word, {"no_comments", "no-comments"})) {
      said.say(Comments::none);
    } else if ((word == "no" || word == "without") && is_one_of(next, {"comments", "comment"})) {
      said.say(Comments::none);
      ++i;
    } else if (word == "attached" || (word == "with" && next == "comments")) {
      said.say(Comments::attached);
    } else if (word == "unspecified") {
      said.say(Comments::unspecified);
    } else if (is_negation(word)) {
      said.unclear = true;
    }
  }
  return said;
}

/// RFC 3676 section 4.3, with or without its blank.
bool is_signature(const std::string& line) {
  return line.rfind("--", 0) == 0 && line.find_first_not_of(" \t\r", 2) == std::string::npos;
}

/// A text that holds the notice without a mark of quoting: what is the sender's, and the notice,
/// from its first sentence to the last place where its last one stands. In between a stranger's
/// words stand, who may know the sentences, and a mail program may have wrapped them.
struct Apart {
  std::string own;
  std::string notice;
};

Apart taken_apart(const std::string& said) {
  const std::size_t opening = said.find(kNoticeBegins);
  if (opening == std::string::npos) return {said, ""};
  const std::size_t line = said.rfind('\n', opening);
  const std::size_t begin = line == std::string::npos ? 0 : line + 1;
  const std::size_t ending = said.rfind(kNoticeEnds);
  const bool ends = ending != std::string::npos && ending > opening;
  const std::size_t end = ends ? ending + kNoticeEnds.size() : said.size();
  return {said.substr(0, begin) + "\n" + said.substr(end), said.substr(begin, end - begin) + "\n"};
}

class Reader {
 public:
  CommandMail read(const ReviewTokens& mail, std::string_view notice) {
    const Apart apart = taken_apart(mail.said);
    take_lines(apart.own, nullptr);
    if (found_ == 0 && !notice.empty()) {
      const std::string told = squeezed(notice);
      take_lines(apart.notice + mail.quoted, &told);
    }
    check();
    return std::move(result_);
  }

 private:
  /// In lower case, every run of blanks and quoting marks one blank.
  static std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : lower_case(text)) {
      const bool blank = c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '>';
      if (!blank) out += c;
      if (blank && !out.empty() && out.back() != ' ') out += ' ';
    }
    return out;
  }

  /// `notice` null: own words. Else lines that it holds are passed over.
  void take_lines(const std::string& text, const std::string* notice) {
    std::istringstream in(text);
    for (std::string raw; std::getline(in, raw);) {
      const std::string line = trimmed(raw);
      if (notice == nullptr && is_signature(raw)) return;
      if (line.empty()) continue;
      if (notice != nullptr && notice->find(squeezed(line)) != std::string::npos) continue;
      take_line(line, notice == nullptr);
    }
  }

  void take_line(const std::string& line, bool own) {
    const Words words = words_of(line);
    if (words.empty()) return;
    if (is_verb(words[0])) {
      ++found_;
      return take_verb(line, words);
    }
    // A line that forgot its verb, or spelt it wrong, is no talk beside the others.
    const bool decides = std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return is_assigned(word) || is_not_assigned(word);
    });
    if (own && decides) complain(line);
  }

  void take_verb(const std::string& line, const Words& words) {
    if (words[0] == "record") return take_record(line, words);
    if (words[0] == "assign") return take_assign(line, words);
    if (words[0] == "admit" || words[0] == "list") return take_late(line, words);
    const auto blank = line.find_first_of(" \t:");
    const std::string rest = blank == std::string::npos ? "" : trimmed(line.substr(blank + 1));
    if (words[0] == "reject") {
      rejects_ = true;
      if (!rest.empty()) result_.instruction.why = rest;
    } else if (!rest.empty()) {
      result_.instruction.why = rest;
    }
  }

  void take_record(const std::string& line, const Words& words) {
    if (words.size() >= 3 && words[1] == "as" && words[2] == "read") {
      records_ = result_.instruction.as_read = true;
      if (read_decision(words, 3).unclear) complain(line);
      return;
    }
    Words drafts;
    std::size_t i = 1;
    const auto ends_names = [&] {
      return is_assigned(words[i]) || is_not_assigned(words[i]) || words[i] == "not";
    };
    for (; i < words.size() && !ends_names(); ++i) {
      if (!is_one_of(words[i], {"as", "is", "for", "draft", "drafts", "and", "does", "do", "has",
                                "to", "the", "authority"})) {
        drafts.push_back(words[i]);
      }
    }
    const Said said = read_decision(words, i);
    if (drafts.empty() || said.unclear || said.authority == Authority::none) return complain(line);
    records_ = true;
    for (const std::string& draft : drafts) {
      result_.instruction.decisions.push_back({draft, said.authority, said.comments, ""});
    }
  }

  void take_assign(const std::string& line, const Words& words) {
    std::size_t i = 1;
    while (i < words.size() && (words[i] == "to" || words[i] == "administration")) ++i;
    if (i >= words.size()) return complain(line);
    // A code and trailing words, or a name of several words.
    std::string name = words[i];
    for (++i; name.size() != 3 && i < words.size(); ++i) name += " " + words[i];
    std::string& told = result_.instruction.administration;
    if (!told.empty() && told != name) return complain(line);
    told = name;
  }

  void take_late(const std::string& line, const Words& words) {
    if (words.size() < 2 || words[1] != "late") return complain(line);
    const Lateness told = words[0] == "admit" ? Lateness::admit : Lateness::list;
    Lateness& lateness = result_.instruction.lateness;
    if (lateness != Lateness::refuse && lateness != told) return complain(line);
    lateness = told;
  }

  void complain(const std::string& line) {
    result_.not_understood.push_back("this line was not understood: " + line);
  }

  void check() {
    Instruction& instruction = result_.instruction;
    const bool assigns = !instruction.administration.empty();
    if (rejects_ && (records_ || assigns || instruction.lateness != Lateness::refuse)) {
      result_.not_understood.emplace_back("it is both rejected and recorded");
    }
    if (rejects_ && instruction.why.empty()) {
      result_.not_understood.emplace_back("REJECT needs a reason behind it");
    }
    if (rejects_) instruction.what = Instruction::What::reject;
    if (!rejects_ && !records_ && assigns) instruction.what = Instruction::What::assign;
    if (!rejects_ && !records_ && !assigns && result_.not_understood.empty()) {
      result_.not_understood.emplace_back("no line begins with RECORD, ASSIGN or REJECT");
    }
  }

  CommandMail result_;
  int found_ = 0;
  bool records_ = false;
  bool rejects_ = false;
};

}  // namespace

CommandMail read_command_mail(const ReviewTokens& mail, std::string_view notice) {
  return Reader().read(mail, notice);
}

}  // namespace tallyd
