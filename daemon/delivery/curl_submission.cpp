// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/delivery/curl_submission.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

#include <curl/curl.h>
#include <sys/socket.h>

#include "config/printable.h"

namespace tallyd {
namespace {

constexpr long kConnectSeconds = 30;
constexpr long kStallSeconds = 300;  // RFC 5321 section 4.5.3.2: five minutes for most steps

/// Whether the server was given some of the mail's bytes. libcurl has one error for a bad greeting
/// and for a mail that is refused at its end.
enum class Begun { no, yes };

/// What a transfer reads, hears and obeys.
struct Transfer {
  std::string_view left;
  std::string last_line;      ///< of the server
  bool offers_login = false;  ///< AUTH was among what it can do
  const std::atomic<bool>* stopping;
};

std::size_t give_bytes(char* buffer, std::size_t size, std::size_t count, void* context) {
  auto& left = static_cast<Transfer*>(context)->left;
  const std::size_t given = std::min(size * count, left.size());
  std::memcpy(buffer, left.data(), given);
  left.remove_prefix(given);
  return given;
}

std::size_t hear_line(char* line, std::size_t size, std::size_t count, void* context) {
  std::string_view heard(line, size * count);
  while (!heard.empty() && (heard.back() == '\r' || heard.back() == '\n')) heard.remove_suffix(1);
  auto& transfer = *static_cast<Transfer*>(context);
  if (heard.substr(0, 3) == "250" && heard.substr(4, 4) == "AUTH") transfer.offers_login = true;
  const bool farewell = heard.substr(0, 3) == "221";  // libcurl says QUIT after a refusal
  if (!farewell) transfer.last_line = printable(heard.substr(0, 500));
  return size * count;
}

int should_stop(void* context, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<Transfer*>(context)->stopping->load() ? 1 : 0;
}

std::string url(const Account& account) {
  return (account.security == Security::tls ? "smtps://" : "smtp://") + account.host + ":" +
         std::to_string(account.port);
}

/// RFC 5321 section 4.2.1: the first digit decides. What is said before the mail (a greeting of
/// 554, a refused login) and 421 concern the connection, not the mail.
Sent::Outcome weigh(CURLcode code, long response, Begun begun) {
  if (code == CURLE_OK) return Sent::Outcome::accepted;
  const bool about_the_mail = code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR ||
                              code == CURLE_UPLOAD_FAILED ||
                              (code == CURLE_WEIRD_SERVER_REPLY && begun == Begun::yes);
  if (!about_the_mail || response < 400 || response == 421) return Sent::Outcome::unavailable;
  return response >= 500 && response < 600 ? Sent::Outcome::refused : Sent::Outcome::deferred;
}

/// What to do where the server was not reached.
const char* advice(CURLcode code) {
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return "check host of [smtp], and this machine's name server";
    case CURLE_COULDNT_CONNECT:
      return "check host and port of [smtp]; is the server up, and does a firewall let this "
             "machine through?";
    case CURLE_SSL_CONNECT_ERROR:
      return "this port speaks no TLS at once; security = \"tls\" is for port 465, \"starttls\" "
             "for 587";
    case CURLE_USE_SSL_FAILED:
      return "it offers no STARTTLS; security = \"tls\" is for port 465, \"starttls\" for 587";
    case CURLE_PEER_FAILED_VERIFICATION:
      return "check host, the certificate's dates, and ca_file of [smtp]";
    case CURLE_SSL_CACERT_BADFILE:
      return "check ca_file of [smtp]";
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
      return "was its certificate renewed with another key? If so, add the new pin to pinned_keys";
    case CURLE_LOGIN_DENIED:
      return "check username and password of [smtp]";
    case CURLE_OPERATION_TIMEDOUT:
      return "is this a port for SMTP, and security right for it? A port for \"tls\" says nothing "
             "to a client that waits for a greeting";
    default:  // CURLcode is not ours, and grows
      return "check host, port and security of [smtp], and the way there";
  }
}

}  // namespace

struct CurlSubmission::Handle {
  explicit Handle(const std::atomic<bool>& stopping) : curl(curl_easy_init()) {
    if (curl == nullptr) std::abort();
    transfer.stopping = &stopping;
  }
  ~Handle() {
    if (transfer.stopping->load()) hang_up();
    curl_easy_cleanup(curl);
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  void prepare(const Account& account, const Secret& password);
  void hang_up() const;

  CURL* curl;
  Transfer transfer;
};

/// libcurl would say QUIT and wait for minutes for the answer of a server that stalls.
void CurlSubmission::Handle::hang_up() const {
  curl_socket_t socket = CURL_SOCKET_BAD;
  curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &socket);
  if (socket != CURL_SOCKET_BAD) shutdown(socket, SHUT_RDWR);
}

/// The options are set anew for each mail; the connections stay with the handle.
void CurlSubmission::Handle::prepare(const Account& account, const Secret& password) {
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, url(account).c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  if (account.security != Security::none) {
    curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  }
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!account.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, account.ca_file.c_str());
  if (!account.pinned_keys.empty()) {
    curl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY, account.pinned_keys.c_str());
  }
  if (!account.username.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, account.username.c_str());
    if (account.login == Login::oauth2) {
      curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, password.reveal().c_str());
      curl_easy_setopt(curl, CURLOPT_LOGIN_OPTIONS, "AUTH=OAUTHBEARER;AUTH=XOAUTH2");
    } else {
      curl_easy_setopt(curl, CURLOPT_PASSWORD, password.reveal().c_str());
    }
  }
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT, kStallSeconds);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kStallSeconds);
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, give_bytes);
  curl_easy_setopt(curl, CURLOPT_READDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear_line);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, should_stop);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
}

CurlSubmission::CurlSubmission(Account account, FetchPassword password,
                               const std::atomic<bool>& stopping)
    : account_(std::move(account)),
      password_(std::move(password)),
      handle_(std::make_unique<Handle>(stopping)) {}

CurlSubmission::~CurlSubmission() = default;

struct CurlSubmission::Envelope {
  const std::string& sender;
  const std::string& recipient;
  std::string_view bytes;
};

/// One attempt; returns a CURLcode.
int CurlSubmission::transfer(const Envelope& envelope, const Secret& password) {
  CURL* curl = handle_->curl;
  Transfer& transfer = handle_->transfer;
  transfer.left = envelope.bytes;
  transfer.last_line.clear();
  handle_->prepare(account_, password);
  const std::string from =
      envelope.sender.empty() ? "" : "<" + envelope.sender + ">";  // "" makes MAIL FROM:<>
  curl_slist* recipients = curl_slist_append(nullptr, ("<" + envelope.recipient + ">").c_str());
  if (recipients == nullptr) std::abort();
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
  curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(envelope.bytes.size()));
  const CURLcode code = curl_easy_perform(curl);
  curl_slist_free_all(recipients);
  return code;
}

Result<void> CurlSubmission::check(const std::string& sender) {
  TALLYD_TRY_ASSIGN(const Secret password, password_());
  Transfer& transfer = handle_->transfer;
  transfer.last_line.clear();
  transfer.offers_login = false;
  handle_->prepare(account_, password);
  // A command in the place of a mail; the QUIT behind it takes it back.
  const std::string command = "MAIL FROM:<" + sender + ">";
  curl_easy_setopt(handle_->curl, CURLOPT_UPLOAD, 0L);
  curl_easy_setopt(handle_->curl, CURLOPT_NOBODY, 1L);
  curl_easy_setopt(handle_->curl, CURLOPT_CUSTOMREQUEST, command.c_str());
  curl_easy_setopt(handle_->curl, CURLOPT_TIMEOUT, kConnectSeconds);
  const CURLcode code = curl_easy_perform(handle_->curl);
  const std::string where = account_.host + ":" + std::to_string(account_.port) + ": ";
  if (!account_.username.empty() && !transfer.offers_login &&
      (code == CURLE_OK || code == CURLE_WEIRD_SERVER_REPLY)) {
    return permanent(where +
                     "it offers no login on this port; leave out username of [smtp], or use the "
                     "port for submission: 465 with \"tls\", 587 with \"starttls\"");
  }
  if (code == CURLE_OK) return {};
  const std::string said = transfer.last_line.empty() ? "" : " (" + transfer.last_line + ")";
  if (code == CURLE_WEIRD_SERVER_REPLY && transfer.last_line.substr(0, 1) >= "4") {
    return permanent(where + "it takes no mail from " + sender + said +
                     "; may this account send as that address (from_address, envelope_from), and "
                     "does the server want a login (username)?");
  }
  return temporary(where + curl_easy_strerror(code) + said + "; " + advice(code));
}

Sent CurlSubmission::submit(const std::string& sender, const std::string& recipient,
                            std::string_view bytes) {
  CURLcode code = CURLE_OK;
  for (int tries = 0; tries < 2; ++tries) {
    const auto password = password_();
    if (!password) return {Sent::Outcome::unavailable, password.error().message};
    code = static_cast<CURLcode>(transfer({sender, recipient, bytes}, *password));
    if (code != CURLE_LOGIN_DENIED || account_.login != Login::oauth2 || !reject_) break;
    reject_(*password);  // it may have been withdrawn before its time
  }
  long response = 0;
  curl_easy_getinfo(handle_->curl, CURLINFO_RESPONSE_CODE, &response);
  const Transfer& transfer = handle_->transfer;

  Sent sent;
  const Begun begun = transfer.left.size() < bytes.size() ? Begun::yes : Begun::no;
  sent.outcome = weigh(code, response, begun);
  sent.reply = transfer.last_line;
  if (sent.outcome == Sent::Outcome::unavailable) {
    sent.reply = account_.host + ": " + curl_easy_strerror(code) +
                 (transfer.last_line.empty() ? "" : " (" + transfer.last_line + ")");
  }
  return sent;
}

}  // namespace tallyd
