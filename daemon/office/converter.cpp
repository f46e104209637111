// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/office/converter.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include <stdlib.h>  // NOLINT(modernize-deprecated-headers): mkdtemp is POSIX

#include "daemon/office/child.h"

namespace tallyd {
namespace {

namespace fs = std::filesystem;

/// A directory of its own, removed with all that is in it.
class WorkDirectory {
 public:
  explicit WorkDirectory(const fs::path& parent) {
    std::string name = (parent / "office-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~WorkDirectory() {
    std::error_code ignored;  // what is left is in a temporary directory
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  WorkDirectory(const WorkDirectory&) = delete;
  WorkDirectory& operator=(const WorkDirectory&) = delete;
  const fs::path& path() const { return path_; }  ///< empty: could not be made
  fs::path release() { return std::exchange(path_, {}); }

 private:
  fs::path path_;
};

/// Nothing in a document may run, load or ask.
constexpr std::string_view kProfileSettings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item>
</oor:items>
)";

constexpr std::string_view kSample = "{\\rtf1 tallyd}";

bool write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  return !file.fail();
}

/// The profile before LibreOffice saw it.
Result<void> write_profile(const fs::path& work) {
  std::error_code failed;
  const fs::path user = work / "profile" / "user";
  fs::create_directories(user, failed);
  if (work.empty() || failed || !write_file(user / "registrymodifications.xcu", kProfileSettings)) {
    return temporary("no office profile could be written in \"" + work.string() + "\"");
  }
  return {};
}

/// The program and what it is to do. `work`: the directory of the conversion, as it sees it.
std::vector<std::string> office_command(const fs::path& program, const std::string& work,
                                        std::string_view input_name, std::string_view target) {
  return {program.string(),    "-env:UserInstallation=file://" + work + "/profile",
          "--headless",        "--norestore",
          "--nolockcheck",     "--convert-to",
          std::string(target), "--outdir",
          work + "/out",       work + "/" + std::string(input_name)};
}

/// "doc" of whatever is claimed: nothing that a command line or a path could take amiss.
std::string safe_ending(std::string_view format) {
  std::string out;
  for (const char c : format.substr(0, 8)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out.empty() ? "doc" : out;
}

}  // namespace

OfficeConverter::~OfficeConverter() {
  std::error_code ignored;  // what is left is in a temporary directory
  if (!profile_.empty()) fs::remove_all(profile_, ignored);
}

Result<std::string> OfficeConverter::convert(std::string_view bytes, std::string_view format) {
  return convert_to(bytes, format, "odt");
}

Result<std::string> OfficeConverter::to_pdf(std::string_view bytes, std::string_view format) {
  return convert_to(bytes, format, "pdf");
}

Result<std::string> OfficeConverter::convert_to(std::string_view bytes, std::string_view format,
                                                std::string_view target) {
  const std::lock_guard turn(turn_);
  if (bytes.size() > settings_.input) return permanent("the file is too large to be converted");
  TALLYD_TRY(check_programs());
  const WorkDirectory work(settings_.directory);
  if (work.path().empty()) {
    return temporary("no directory could be made in " + settings_.directory.string() + ": " +
                     std::strerror(errno));
  }
  TALLYD_TRY(give_profile(work.path()));
  return convert_in(work.path(), bytes, format, target);
}

Result<void> OfficeConverter::check() {
  TALLYD_TRY(convert(kSample, "rtf"));
  return {};
}

Result<void> OfficeConverter::check_programs() const {
  std::error_code ignored;  // not there, or not to be seen: the same to us
  if (!fs::exists(settings_.program, ignored)) {
    return permanent("LibreOffice is missing (" + settings_.program.string() +
                     "); install the package libreoffice-writer");
  }
  if (!settings_.bubblewrap.empty() && !fs::exists(settings_.bubblewrap, ignored)) {
    return permanent("bubblewrap is missing (" + settings_.bubblewrap.string() +
                     "); install the package bubblewrap");
  }
  return {};
}

/// Where only one file is converted, a profile that was used before would gain nothing.
Result<void> OfficeConverter::give_profile(const fs::path& work) {
  if (settings_.bubblewrap.empty()) return write_profile(work);
  if (profile_.empty()) TALLYD_TRY(make_profile());
  std::error_code failed;
  fs::copy(profile_, work / "profile", fs::copy_options::recursive, failed);
  if (failed) return temporary("the office profile could not be copied: " + failed.message());
  return {};
}

/// LibreOffice fills a new profile at its first start, which takes time; so the first conversion is
/// a small one whose profile is kept as the template.
Result<void> OfficeConverter::make_profile() {
  WorkDirectory work(settings_.directory);
  std::error_code failed;
  TALLYD_TRY(write_profile(work.path()));
  TALLYD_TRY(convert_in(work.path(), kSample, "rtf", "odt"));
  WorkDirectory kept(settings_.directory);
  fs::rename(work.path() / "profile", kept.path() / "profile", failed);
  if (kept.path().empty() || failed) {
    return temporary("the office profile could not be kept: " + failed.message());
  }
  profile_ = kept.release();
  return {};
}

std::vector<std::string> OfficeConverter::limits() const {
  return {"prlimit",
          "--cpu=" + std::to_string(settings_.time.count()),
          "--as=" + std::to_string(settings_.memory),
          "--fsize=" + std::to_string(settings_.output),
          "--nofile=512",
          "--core=0"};
}

std::vector<std::string> OfficeConverter::command(const fs::path& work, std::string_view input_name,
                                                  std::string_view target) const {
  std::vector<std::string> out = limits();
  const auto add = [&out](const std::vector<std::string>& more) {
    out.insert(out.end(), more.begin(), more.end());
  };
  if (settings_.bubblewrap.empty()) {
    add({"env", "HOME=" + work.string()});
    add(office_command(settings_.program, work.string(), input_name, target));
    return out;
  }
  add({settings_.bubblewrap.string(), "--unshare-all", "--die-with-parent", "--new-session",
       "--clearenv", "--setenv", "HOME", "/work", "--setenv", "PATH", "/usr/bin", "--setenv",
       "LANG", "C.UTF-8", "--ro-bind", "/usr", "/usr"});
  add({"--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--symlink", "usr/bin",
       "/bin"});
  for (const char* path : {"/etc/fonts", "/etc/libreoffice", "/etc/ld.so.cache",
                           "/etc/alternatives", "/var/cache/fontconfig", "/var/lib/libreoffice"}) {
    add({"--ro-bind-try", path, path});
  }
  add({"--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--bind", work.string(), "/work",
       "--chdir", "/work"});
  add(office_command(settings_.program, "/work", input_name, target));
  return out;
}

Result<std::string> OfficeConverter::convert_in(const fs::path& work, std::string_view bytes,
                                                std::string_view format, std::string_view target) {
  const std::string input_name = "in." + safe_ending(format);
  if (!write_file(work / input_name, bytes)) {
    return temporary("the file to convert could not be written to " + work.string());
  }
  constexpr int kRestart = 81;  // LibreOffice wants to be started again with a new profile
  int status = kRestart;
  for (int tries = 0; tries < 2 && status == kRestart; ++tries) {
    TALLYD_TRY_ASSIGN(status, run_child(command(work, input_name, target), settings_.time));
  }
  // The suite says 0 for a file that it could not read, too: what counts is the result.
  std::ifstream result(work / "out" / ("in." + std::string(target)), std::ios::binary);
  std::string converted((std::istreambuf_iterator<char>(result)), {});
  if (!converted.empty() && converted.size() < settings_.output) return converted;
  if (status == 0) {
    return permanent("LibreOffice could not read the file (damaged, or protected by a password)");
  }
  if (settings_.bubblewrap.empty()) {
    return permanent("LibreOffice failed with status " + std::to_string(status));
  }
  return permanent("LibreOffice failed with status " + std::to_string(status) +
                   "; are user namespaces allowed here (kernel.unprivileged_userns_clone)?");
}

}  // namespace tallyd
