// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/imap/curl_stream.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string>
#include <utility>

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "config/printable.h"

namespace tallyd {
namespace {

struct EasyDeleter {
  void operator()(CURL* easy) const { curl_easy_cleanup(easy); }
};
struct MultiDeleter {
  void operator()(CURLM* multi) const { curl_multi_cleanup(multi); }
};

/// What libcurl tells while it connects.
struct Talk {
  std::array<char, CURL_ERROR_SIZE> error{};
  std::string refusal;  ///< the last line of the server that was a NO, BAD or BYE
};

/// A libcurl handle with its connection. The multi handle lets an Interrupt end the connecting, and
/// holds the connection afterwards.
struct Handle {
  Handle() : multi(curl_multi_init()), easy(curl_easy_init()) {}
  ~Handle() { curl_multi_remove_handle(multi.get(), easy.get()); }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  Talk talk;  // first: libcurl writes to it until the end
  std::unique_ptr<CURLM, MultiDeleter> multi;
  std::unique_ptr<CURL, EasyDeleter> easy;
};

int milliseconds_until(Deadline deadline) {
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now())
          .count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 3'600'000));
}

class CurlStream final : public ByteStream {
 public:
  CurlStream(std::unique_ptr<Handle> handle, curl_socket_t socket, const Interrupt& interrupt)
      : handle_(std::move(handle)), socket_(socket), interrupt_(interrupt) {}

  Result<std::size_t> read_some(char* buffer, std::size_t size, Deadline deadline) override {
    for (;;) {
      std::size_t got = 0;
      // TLS may hold bytes that poll() does not see: ask first.
      const CURLcode code = curl_easy_recv(handle_->easy.get(), buffer, size, &got);
      if (code == CURLE_OK && got > 0) return got;
      if (code == CURLE_OK) return temporary("the mail server closed the connection");
      if (code != CURLE_AGAIN) return lost(code);
      TALLYD_TRY_ASSIGN(const bool ready, wait(POLLIN, deadline));
      if (!ready) return std::size_t{0};
    }
  }

  Result<void> write_all(std::string_view bytes, Deadline deadline) override {
    while (!bytes.empty()) {
      std::size_t sent = 0;
      const CURLcode code = curl_easy_send(handle_->easy.get(), bytes.data(), bytes.size(), &sent);
      if (code != CURLE_OK && code != CURLE_AGAIN) return lost(code);
      bytes.remove_prefix(sent);
      if (code != CURLE_AGAIN) continue;
      TALLYD_TRY_ASSIGN(const bool ready, wait(POLLOUT, deadline));
      if (!ready) return temporary("the mail server takes nothing any more");
    }
    return {};
  }

 private:
  static tl::unexpected<Error> lost(CURLcode code) {
    return temporary(std::string("the connection to the mail server is lost: ") +
                     curl_easy_strerror(code));
  }

  /// True: the socket is ready; false: the deadline.
  Result<bool> wait(short events, Deadline deadline) const {
    for (;;) {
      std::array<pollfd, 2> entries{{{socket_, events, 0}, {interrupt_.fd(), POLLIN, 0}}};
      const int limit = milliseconds_until(deadline);
      const int count = poll(entries.data(), entries.size(), limit);
      if (entries[1].revents != 0) return temporary("interrupted");
      if (count > 0) return true;
      if (count == 0 && milliseconds_until(deadline) == 0) return false;
    }
  }

  std::unique_ptr<Handle> handle_;
  curl_socket_t socket_;
  const Interrupt& interrupt_;
};

bool is_loopback_address(const sockaddr& address, std::size_t size) {
  if (address.sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    return (ntohl(v4.sin_addr.s_addr) >> 24U) == 127;
  }
  if (address.sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr);
  }
  return false;
}

/// Whatever the name server says: a password in plain text never leaves this machine.
curl_socket_t open_loopback(void*, curlsocktype, curl_sockaddr* address) {
  if (!is_loopback_address(address->addr, address->addrlen)) return CURL_SOCKET_BAD;
  return socket(address->family, address->socktype, address->protocol);
}

/// Called with each line of the server until the login is over.
std::size_t take_line(char* data, std::size_t, std::size_t size, void* user) {
  const std::string_view line(data, size);
  const std::string_view after_tag = line.substr(std::min(line.size(), line.find(' ')));
  for (const std::string_view word : {" NO", " BAD", " BYE"}) {
    if (after_tag.substr(0, word.size()) == word) {
      static_cast<Talk*>(user)->refusal = after_tag.substr(1, after_tag.find_last_not_of("\r\n"));
    }
  }
  return size;
}

std::string address_of(const ImapAccount& account) {
  const bool v6 = account.host.find(':') != std::string::npos;
  std::string address = v6 ? '[' + account.host + ']' : account.host;
  const int usual = account.security == ImapSecurity::tls ? 993 : 143;
  return address + ':' + std::to_string(account.port == 0 ? usual : account.port);
}

void set_security(CURL* easy, const ImapAccount& account) {
  switch (account.security) {
    case ImapSecurity::tls:
      break;  // by the scheme of the URL
    case ImapSecurity::starttls:
      curl_easy_setopt(easy, CURLOPT_USE_SSL, long{CURLUSESSL_ALL});
      break;
    case ImapSecurity::plaintext:
      curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_loopback);
      break;
    case ImapSecurity::plaintext_anywhere:
      break;
  }
  curl_easy_setopt(easy, CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!account.ca_file.empty()) {
    curl_easy_setopt(easy, CURLOPT_CAINFO, account.ca_file.c_str());
    curl_easy_setopt(easy, CURLOPT_CAPATH, nullptr);  // that file alone
  }
  if (!account.pinned_keys.empty()) {
    curl_easy_setopt(easy, CURLOPT_PINNEDPUBLICKEY, account.pinned_keys.c_str());
  }
}

void set_options(Handle& handle, const ImapAccount& account) {
  CURL* const easy = handle.easy.get();
  const char* const scheme = account.security == ImapSecurity::tls ? "imaps://" : "imap://";
  curl_easy_setopt(easy, CURLOPT_URL, (scheme + address_of(account) + '/').c_str());
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "imap,imaps");
  curl_easy_setopt(easy, CURLOPT_PROXY, "");  // not even the one of the environment
  curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_USERNAME, account.user.c_str());
  if (account.bearer.empty()) {
    curl_easy_setopt(easy, CURLOPT_PASSWORD, account.password.reveal().c_str());
  } else {
    curl_easy_setopt(easy, CURLOPT_XOAUTH2_BEARER, account.bearer.reveal().c_str());
    // Without this a server that has neither would be tried with an empty password.
    curl_easy_setopt(easy, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
  }
  const auto timeout = static_cast<long>(account.connect_timeout.count());
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, timeout);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, timeout);  // with the login
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, 120L);
  curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, 30L);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, handle.talk.error.data());
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_line);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &handle.talk);
  set_security(easy, account);
}

/// Connects and logs in. Empty: interrupted.
Result<CURLcode> perform(Handle& handle, const Interrupt& interrupt) {
  curl_multi_add_handle(handle.multi.get(), handle.easy.get());
  for (;;) {
    int running = 0;
    const CURLMcode code = curl_multi_perform(handle.multi.get(), &running);
    if (code != CURLM_OK) return temporary(curl_multi_strerror(code));
    int left = 0;
    const CURLMsg* const message = curl_multi_info_read(handle.multi.get(), &left);
    if (message != nullptr) return message->data.result;
    curl_waitfd stop{interrupt.fd(), CURL_WAIT_POLLIN, 0};
    curl_multi_poll(handle.multi.get(), &stop, 1, 1000, nullptr);
    if (interrupt.raised()) {
      curl_easy_setopt(handle.easy.get(), CURLOPT_QUICK_EXIT, 1L);  // not even for the name server
      return temporary("interrupted");
    }
  }
}

/// RFC 5530 and RFC 9051 section 7.1: refusals that say nothing against the password.
bool refused_for_now(std::string_view refusal) {
  const auto says = [&](std::string_view code) { return refusal.find(code) != refusal.npos; };
  return says("[UNAVAILABLE]") || says("[INUSE]") || says("[LIMIT]") || says("[SERVERBUG]") ||
         refusal.substr(0, 3) == "BYE";
}

/// What libcurl's result means to whoever configured this, and what to do about it.
Error explain(CURLcode code, const Talk& talk, const ImapAccount& account) {
  const std::string where = "mail server " + printable(address_of(account)) + ": ";
  std::string reason = talk.error[0] != '\0' ? talk.error.data() : curl_easy_strerror(code);
  reason = printable(reason);
  const std::string refusal = talk.refusal.empty() ? "" : " (" + printable(talk.refusal) + ")";
  switch (code) {
    case CURLE_LOGIN_DENIED:
      if (refused_for_now(talk.refusal)) {
        return {Failure::temporary, where + "the login was refused for now" + refusal};
      }
      return {Failure::permanent,
              where + "the login of \"" + printable(account.user) + "\" was refused" + refusal +
                  (account.bearer.empty() ? "; check user and password"
                                          : "; may the token's owner open this mailbox?")};
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return {Failure::permanent,
              where +
                  "its public key is none of pinned_keys: was its certificate renewed with "
                  "another key? If so, add the new pin"};
    case CURLE_PEER_FAILED_VERIFICATION:
      return {Failure::permanent,
              where + "its certificate is not accepted: " + reason +
                  "; check the host's name, the certificate's dates, and the CA file"};
    case CURLE_SSL_CACERT_BADFILE:
      return {Failure::permanent,
              where + "the CA file " + printable(account.ca_file) + " cannot be used: " + reason};
    case CURLE_USE_SSL_FAILED:
      return {Failure::permanent,
              where + "it offers no STARTTLS, and a password is not sent without: " + reason};
    case CURLE_SSL_CONNECT_ERROR:
      return {Failure::temporary,
              where + "no TLS connection: " + reason +
                  "; is this the port for imaps? \"tls\" is for port 993, \"starttls\" for 143"};
    case CURLE_COULDNT_RESOLVE_HOST:
      return {Failure::temporary, where + reason + "; check the host's name"};
    case CURLE_COULDNT_CONNECT:
      if (account.security == ImapSecurity::plaintext) {
        reason += "; without TLS only this machine's own addresses are tried";
      }
      return {Failure::temporary, where + reason +
                                      "; check host and port; is the server up, and does a "
                                      "firewall let this machine through?"};
    case CURLE_OPERATION_TIMEDOUT:
      return {Failure::temporary,
              where + reason + refusal +
                  "; is this a port for IMAP, and security right for it? A port for \"tls\" says "
                  "nothing to a client that waits for a greeting"};
    default:  // CURLcode is not ours, and grows
      return {Failure::temporary, where + reason + refusal};
  }
}

}  // namespace

bool is_loopback(std::string_view host) {
  std::array<unsigned char, 16> bytes{};
  const std::string text(host);
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return bytes[0] == 127;
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) {
    return std::all_of(bytes.begin(), bytes.end() - 1, [](int b) { return b == 0; }) &&
           bytes[15] == 1;
  }
  return host == "localhost";
}

Result<std::unique_ptr<ByteStream>> connect_imap(const ImapAccount& account,
                                                 const Interrupt& interrupt) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (ready != CURLE_OK) return permanent("libcurl cannot be used");
  if (account.user.empty()) return permanent("no user is configured for the mail server");
  if (account.security == ImapSecurity::plaintext && !is_loopback(account.host)) {
    return permanent("mail server " + printable(account.host) +
                     ": a password is sent without TLS to this machine only; use TLS or STARTTLS");
  }
  auto handle = std::make_unique<Handle>();
  set_options(*handle, account);
  TALLYD_TRY_ASSIGN(const CURLcode code, perform(*handle, interrupt));
  if (code != CURLE_OK) return tl::unexpected<Error>(explain(code, handle->talk, account));
  curl_socket_t socket = CURL_SOCKET_BAD;
  curl_easy_getinfo(handle->easy.get(), CURLINFO_ACTIVESOCKET, &socket);
  if (socket == CURL_SOCKET_BAD) return temporary("libcurl has lost the connection it made");
  return std::unique_ptr<ByteStream>(
      std::make_unique<CurlStream>(std::move(handle), socket, interrupt));
}

}  // namespace tallyd
