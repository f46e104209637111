// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/parsers/hostile/cost.h"

#include <array>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "parsers/parsers.h"
#include "tests/parsers/containers/samples.h"
#include "tests/support/sample_asked.h"

namespace tallyd::test {
namespace {

long peak_of_this_process() {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  return used.ru_maxrss / 1024;
}

std::string read_all(int fd) {
  std::string all;
  std::array<char, 4096> some{};
  for (ssize_t size = ::read(fd, some.data(), some.size()); size > 0;
       size = ::read(fd, some.data(), some.size())) {
    all.append(some.data(), static_cast<std::size_t>(size));
  }
  return all;
}

}  // namespace

Cost cost_of(const std::function<std::string()>& work) {
  std::array<int, 2> way{};
  if (::pipe(way.data()) != 0) return {};
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(way[0]);
    ::alarm(60);
    const std::string told = work();
    ::_exit(::write(way[1], told.data(), told.size()) == static_cast<ssize_t>(told.size()) ? 0 : 1);
  }
  ::close(way[1]);
  Cost cost;
  cost.told = read_all(way[0]);
  ::close(way[0]);
  int status = 0;
  rusage used{};
  if (::wait4(child, &status, 0, &used) != child) return {};
  cost.came_to_its_end = WIFEXITED(status) && WEXITSTATUS(status) == 0;
  cost.seconds = static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                 static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
  cost.megabytes = std::max(0L, used.ru_maxrss / 1024 - peak_of_this_process());
  return cost;
}

Cost cost_of_reading(const std::string& raw) {
  const Asked& asked = sample_asked();
  return cost_of([&] {
    const Reading reading = read_message(raw, asked, {});
    std::string told(to_word(reading.kind));
    for (const Doubt& doubt : reading.doubts) told += " " + doubt.code;
    return told;
  });
}

std::string with_attachment(const std::string& bytes, const std::string& name) {
  return "From: focal@ict.ke.example\r\nSubject: TSB Circular 53\r\nMIME-Version: 1.0\r\n"
         "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\r\nSee the file.\r\n"
         "--b\r\nContent-Type: application/octet-stream; name=\"" +
         name + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64_of(bytes) +
         "\r\n--b--\r\n";
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  out.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace tallyd::test
