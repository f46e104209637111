// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/bounce_words.h"

#include <algorithm>
#include <array>
#include <bitset>

namespace tallyd {
namespace {

using namespace std::string_view_literals;

/// Anywhere in the subject.
constexpr std::array kSubjects{
    // English: sendmail, Postfix, exim, qmail, Exchange, Domino, MDaemon, IMail, GroupWise, MMDF …
    "undeliver"sv, "not deliver"sv, "non deliver"sv, "non-deliver"sv, "nondeliver"sv,
    "undelivered"sv, "returned mail"sv, "returned message"sv, "returned to sender"sv,
    "returned email"sv, "mail returned"sv, "mail delivery"sv, "mail failure"sv,
    "mail system error"sv, "mail error"sv, "email error"sv, "delivery status notification"sv,
    "delivery fail"sv, "delivery has fail"sv, "delivery failed"sv, "delivery notification"sv,
    "delivery report"sv, "delivery error"sv, "delivery problem"sv, "delivery delay"sv,
    "delivery status"sv, "delivery unsuccessful"sv, "delivery incomplete"sv, "message delivery"sv,
    "delayed mail"sv, "delayed:"sv, "message delayed"sv, "mail delayed"sv, "failure notice"sv,
    "failure delivery"sv, "failure notification"sv, "failed mail"sv, "failed delivery"sv,
    "failed message"sv, "delivery of your message failed"sv, "failure to deliver"sv,
    "failed to deliver"sv, "could not be delivered"sv, "could not deliver"sv, "could not send"sv,
    "cannot be delivered"sv, "cannot send"sv, "can't deliver"sv, "unable to deliver"sv,
    "has not been delivered"sv, "was not delivered"sv, "processing error"sv, "permanent error"sv,
    "fatal error"sv, "user unknown"sv, "unknown user"sv, "unknown recipient"sv,
    "recipient unknown"sv, "mailbox full"sv, "mailbox unavailable"sv, "mail rejected"sv,
    "not yet been delivered"sv, "error during delivery"sv, "message rejected"sv, "message status"sv,
    "bounced"sv, "bounce notification"sv, "address unknown"sv, "unroutable"sv, "ndn:"sv, "ndr:"sv,
    "nameserver error report"sv, "message you sent blocked"sv,
    // German
    "unzustellbar"sv, "nicht zustellbar"sv, "nicht zugestellt"sv, "konnte nicht"sv, "zustellung"sv,
    // French
    "non remis"sv, "non distribu"sv, "non délivr"sv, "échec de"sv, "echec de"sv,
    "notification d'état"sv, "notification d’état"sv, "remise différée"sv, "courrier retourné"sv,
    // Spanish, Portuguese, Italian
    "no se puede entregar"sv, "no se pudo entregar"sv, "no se ha podido"sv, "no entregad"sv,
    "no entregable"sv, "devuelto"sv, "estado de entrega"sv, "error en la entrega"sv,
    "fallo en la entrega"sv, "entrega retrasada"sv, "no se pueden entregar"sv, "não entregue"sv,
    "não é possível entregar"sv, "falha na entrega"sv, "falha de entrega"sv, "devolvid"sv,
    "não pôde ser"sv, "estado da entrega"sv, "status de entrega"sv, "non recapitabile"sv,
    "recapito"sv, "mancata consegna"sv, "impossibile"sv, "stato del recapito"sv, "consegna"sv,
    // Dutch, Nordic
    "onbestelbaar"sv, "niet bezorgd"sv, "niet worden bezorgd"sv, "kan niet worden"sv,
    "ikke leveret"sv, "ikke levert"sv, "kunne ikke leveres"sv, "kan ikke leveres"sv,
    "kan inte levereras"sv, "inte leverera"sv, "olevererbar"sv, "toimitus epäonnistui"sv,
    "ei voi toimittaa"sv, "toimittamaton"sv, "ei voida toimittaa"sv, "ikke leverbar"sv,
    "uleverbar"sv,
    // Slavic, Hungarian, Romanian, Greek, Turkish
    "недостав"sv, "не достав"sv, "не может быть достав"sv, "не удалось достав"sv,
    "не удается достав"sv, "невозможно достав"sv, "уведомление о состоянии доставки"sv,
    "не доставлено"sv, "ошибка доставки"sv, "возврат почты"sv, "не може бути достав"sv,
    "niedostarcz"sv, "nie można dostarczyć"sv, "nie dostarczono"sv, "zwrot"sv, "nedoručiteln"sv,
    "nelze doručit"sv, "nedoručen"sv, "nedoručiteľn"sv, "kézbesíthet"sv, "nem kézbesít"sv,
    "sikertelen"sv, "nelivrat"sv, "nu poate fi livrat"sv, "imposibil de livrat"sv, "παράδοσ"sv,
    "iletilemedi"sv, "teslim edilemedi"sv, "teslim edilemez"sv,
    // Arabic, Hebrew, Persian
    "تعذر"sv, "لم يتم تسليم"sv, "غير قابل للتسليم"sv, "غير قابلة للتسليم"sv, "فشل التسليم"sv,
    "فشل تسليم"sv, "إشعار حالة التسليم"sv, "לא ניתן למסירה"sv, "לא נמסר"sv, "قابل تحویل نیست"sv,
    // Chinese, Japanese, Korean, Vietnamese, Thai
    "退信"sv, "无法送达"sv, "未送达"sv, "未传递"sv, "无法投递"sv, "投递失败"sv, "发送失败"sv,
    "传递状态"sv, "無法傳遞"sv, "無法送達"sv, "未傳遞"sv, "傳遞狀態"sv, "寄送失敗"sv, "系统退信"sv,
    "邮件被退回"sv, "配信不能"sv, "配信不可"sv, "未配信"sv, "配信できません"sv, "送信できません"sv,
    "送信失敗"sv, "エラーメール"sv, "配信に失敗"sv, "配信エラー"sv, "配送エラー"sv, "ディリバリ"sv,
    "デリバリ"sv, "不達"sv, "전송 실패"sv, "배달되지"sv, "배달할 수 없"sv, "전달할 수 없"sv,
    "반송"sv, "발송 실패"sv, "전달 실패"sv, "발송실패"sv, "không thể gửi"sv, "ไม่สามารถส่ง"sv};

/// Anywhere in the machine's own text.
constexpr std::array kTexts{
    "could not be delivered"sv, "couldn't be delivered"sv, "cannot be delivered"sv,
    "can not be delivered"sv, "can't be delivered"sv, "could not deliver"sv, "couldn't deliver"sv,
    "wasn't able to deliver"sv, "was not able to deliver"sv, "not able to deliver"sv,
    "unable to deliver"sv, "unable to be delivered"sv, "failed to deliver"sv,
    "not been delivered"sv, "not yet been delivered"sv, "was not delivered"sv,
    "were not delivered"sv, "not delivered to"sv, "undeliverable"sv, "undelivered"sv,
    "nondeliver"sv, "non-deliver"sv, "did not reach"sv, "could not be reached"sv,
    "couldn't be reached"sv, "delivery failed"sv, "delivery has failed"sv, "delivery failure"sv,
    "delivery fail"sv, "delivery to the following"sv, "failed permanently"sv, "been delayed"sv,
    "delivery errors"sv, "fatal errors"sv, "fatal delivery errors"sv, "fatal error"sv,
    "error delivering your mail"sv, "error occurred while"sv, "error was encountered"sv,
    "encountered an error"sv, "mail has been returned"sv, "being returned to you"sv,
    "returned mail follows"sv, "returning message to sender"sv, "message was rejected"sv,
    "was rejected"sv, "rejected by"sv, "has rejected your"sv, "address(es) failed"sv,
    "addresses failed"sv, "address failed"sv, "transcript of session"sv, "session transcript"sv,
    "user unknown"sv, "unknown user"sv, "no such user"sv, "user not found"sv,
    "recipient not found"sv, "recipient unknown"sv, "unknown recipient"sv, "unknown address"sv,
    "mailbox full"sv, "mailbox is full"sv, "mailfolder is full"sv, "over quota"sv,
    "exceeds allowed size"sv, "quota exceeded"sv, "recipient rejected"sv, "address rejected"sv,
    "does not exist"sv, "doesn't exist"sv, "doesn't have a"sv, "invalid final delivery"sv,
    "invalid user address"sv, "requested action not taken"sv, "no mailbox here"sv, "not a valid"sv,
    "unknown or illegal alias"sv, "unrouteable address"sv, "unroutable address"sv,
    "reporting-mta:"sv, "final-recipient:"sv, "diagnostic-code:"sv, "no message collected"sv,
    "did not exactly match"sv, "did not receive this message"sv, "did not receive a copy"sv,
    "name is not recognized"sv, "message not delivered"sv, "mail not delivered"sv,
    "delivery attempts"sv, "attempts: "sv, "will be retried"sv, "still being retried"sv,
    "still trying"sv, "still undelivered"sv, "keep trying"sv, "connection timed out"sv,
    "name service error"sv, "name server error"sv, "nameserver query"sv, "host unknown"sv,
    "unknown host"sv, "relaying denied"sv, "relay access denied"sv, "bad destination"sv,
    "host not found"sv, "is not accepting mail"sv, "not accepting mail"sv, "has failed"sv,
    "have failed"sv, "failed recipient"sv, "problem with the recipient"sv, "recipient's mailbox"sv,
    "mail loop"sv, "too many hops"sv, "giving up"sv, "has been blocked"sv,
    "account has been disabled"sv, "not sent to the following"sv, "cannot send your message"sv,
    // German
    "nicht zugestellt"sv, "unzustellbar"sv, "nicht zustellbar"sv, "nicht übermittelt"sv,
    "nicht erreicht"sv, "nicht ausgeliefert"sv, "zustellung fehlgeschlagen"sv, "konnte nicht an"sv,
    "nicht weitergeleitet werden"sv, "fehler bei der übermittlung"sv, "fehler bei der zustellung"sv,
    // French
    "n'a pas pu être"sv, "n’a pas pu être"sv, "n'ont pas pu être"sv, "n'a pu être"sv,
    "n'a pas été remis"sv, "n'est pas parvenu"sv, "impossible de remettre"sv,
    "échec de la remise"sv, "a échoué"sv, "adresse inconnue"sv, "utilisateur inconnu"sv,
    // Spanish, Portuguese, Italian
    "no pudo ser"sv, "no se ha podido entregar"sv, "no se pudo entregar"sv, "no pudo entregarse"sv,
    "no puede ser entregado"sv, "no ha sido entregado"sv, "no ha podido ser"sv, "no ha llegado a"sv,
    "error en la entrega"sv, "não pôde ser"sv, "não pode ser"sv, "nao pode ser"sv,
    "não foi possível"sv, "não foi entregue"sv, "não chegou"sv, "falha na entrega"sv,
    "non è stato possibile"sv, "impossibile recapitare"sv, "non è stato recapitato"sv,
    "recapito non riuscito"sv, "non può essere consegnato"sv, "non ha raggiunto"sv,
    // Dutch, Nordic
    "niet bezorgd"sv, "niet worden bezorgd"sv, "niet worden afgeleverd"sv, "niet bereikt"sv,
    "kunne ikke leveres"sv, "kan ikke leveres"sv, "kunde inte levereras"sv, "kan inte levereras"sv,
    "ei voitu toimittaa"sv, "nådde inte"sv, "nåede ikke"sv, "nådde ikke"sv,
    // Slavic, Hungarian, Turkish, Greek
    "не может быть доставлен"sv, "не было доставлено"sv, "не удалось доставить"sv,
    "не доставлено"sv, "не удается доставить"sv, "недоставлен"sv, "не могло быть доставлено"sv,
    "не може бути доставлен"sv, "не найден"sv, "nie mogła zostać dostarczona"sv,
    "nie można dostarczyć"sv, "nie została dostarczona"sv, "nemohla být doručena"sv,
    "nelze doručit"sv, "nebyla doručena"sv, "nem lehetett kézbesíteni"sv, "nem kézbesíthető"sv,
    "teslim edilemedi"sv, "iletilemedi"sv, "δεν ήταν δυνατή"sv, "δεν παραδόθηκε"sv,
    // Arabic, Hebrew
    "تعذر تسليم"sv, "لم يتم تسليم"sv, "فشل تسليم"sv, "لم يتمكن"sv, "לא ניתן היה"sv, "לא נמסרה"sv,
    // Chinese, Japanese, Korean
    "无法送达"sv, "未能送达"sv, "无法投递"sv, "投递失败"sv, "被退回"sv, "退信"sv, "发送失败"sv,
    "無法傳遞"sv, "無法送達"sv, "無法寄達"sv, "不存在"sv, "送信できません"sv, "配信できません"sv,
    "配信されません"sv, "送信されません"sv, "届けることができ"sv, "配送できません"sv, "배달되지"sv,
    "전송되지"sv, "전달되지"sv, "보내지 못"sv, "전송하지 못"sv, "전달하지 못"sv, "발송하지 못"sv,
    "존재하지 않는"sv};

constexpr std::array kIntroducedSystems{"created automatically by mail delivery software"sv,
                                        "automated message created by mail delivery"sv,
                                        "automatically generated delivery status"sv,
                                        "automatically-generated delivery status"sv,
                                        "message from interscan"sv,
                                        "this is the qmail-send program"sv,
                                        "this is the mail system at host"sv,
                                        "this is the postfix program at host"sv,
                                        "this is the mailer-daemon"sv,
                                        "this is the mail delivery agent"sv,
                                        "this is the machine generated message from"sv,
                                        "this is an informative message sent by"sv,
                                        "this report relates to a message you sent"sv,
                                        "this is the dragonfly mail agent"sv,
                                        "this is a delivery status notification"sv,
                                        "this is a permanent error; i've given up"sv,
                                        "i'm afraid i wasn't able to deliver"sv,
                                        "automatisch von einem mailsystem"sv,
                                        "это письмо создано автоматически"sv,
                                        "письмо создано автоматически сервером"sv};

constexpr std::array kDelays{"warning message only"sv,
                             "this is a warning only"sv,
                             "do not need to resend"sv,
                             "will be retried"sv,
                             "still being retried"sv,
                             "has been delayed"sv,
                             "been delayed"sv,
                             "still trying"sv,
                             "keep trying"sv,
                             "will continue to try"sv,
                             "will continue trying"sv,
                             "delivery attempts will continue"sv,
                             "not yet been delivered"sv,
                             "details of temporary failure"sv,
                             "no action is required"sv,
                             "will be attempted again"sv,
                             "try again for"sv,
                             "delivery is delayed"sv,
                             "still undelivered after"sv,
                             "still in the queue"sv,
                             "verzögert"sv,
                             "erneut versucht"sv,
                             "retardé"sv,
                             "remise différée"sv,
                             "retrasado"sv,
                             "retrasada"sv,
                             "задержан"sv,
                             "повторные попытки"sv,
                             "ritardato"sv,
                             "vertraagd"sv,
                             "延迟"sv,
                             "遅延"sv,
                             "延遅"sv};

constexpr std::array kPassingCauses{"retry timeout exceeded"sv, "retry time not reached"sv,
                                    "hosts have been failing"sv, "temporarily"sv,
                                    "try again later"sv};

constexpr std::array kChallenges{"x-boxbe-notice"sv,
                                 "sender not pre-approved"sv,
                                 "spamarrest.com"sv,
                                 "x-tmda"sv,
                                 "verify your email address to deliver"sv,
                                 "confirm that you are human"sv,
                                 "challenge-response"sv,
                                 "challenge/response"sv,
                                 "confirm your message"sv,
                                 "antispam uol"sv,
                                 "spam arrest"sv};

constexpr std::array kIntroductions{"following recipient"sv,
                                    "following address"sv,
                                    "following addresses"sv,
                                    "address(es) failed"sv,
                                    "addresses had"sv,
                                    "recipients did not"sv,
                                    "could not be reached"sv,
                                    "did not reach"sv,
                                    "failed recipient"sv,
                                    "failed addresses follow"sv,
                                    "failing address"sv,
                                    "recipient:"sv,
                                    "recipients:"sv,
                                    "recipient address"sv,
                                    "recipient(s)"sv,
                                    "list of recipients"sv,
                                    "addressed to"sv,
                                    "delivery failed"sv,
                                    "unable to deliver"sv,
                                    "final-recipient"sv,
                                    "original-recipient"sv,
                                    "rcpt to"sv,
                                    "delivering your mail to"sv,
                                    "empfänger"sv,
                                    "destinataire"sv,
                                    "destinatario"sv,
                                    "destinatário"sv,
                                    "получател"sv,
                                    "адресат"sv,
                                    "收件人"sv,
                                    "宛先"sv,
                                    "あて先"sv,
                                    "받는 사람"sv,
                                    "수신자"sv,
                                    "받는사람"sv,
                                    "adressat"sv,
                                    "ontvanger"sv,
                                    "mottag"sv,
                                    "المستلم"sv};

/// Which bytes stand beside one another in a text: enough to tell quickly that most words are not
/// in it.
class BytePairs {
 public:
  explicit BytePairs(std::string_view text) {
    for (std::size_t i = 1; i < text.size(); ++i) pairs_.set(pair(text, i));
  }
  bool may_hold(std::string_view word) const {
    for (std::size_t i = 1; i < word.size(); ++i) {
      if (!pairs_.test(pair(word, i))) return false;
    }
    return true;
  }

 private:
  static constexpr std::size_t kBytes = 256;
  static std::size_t pair(std::string_view text, std::size_t second) {
    return static_cast<unsigned char>(text[second - 1]) * kBytes +
           static_cast<unsigned char>(text[second]);
  }
  std::bitset<kBytes * kBytes> pairs_;
};

template <std::size_t Size>
bool holds_one(std::string_view text, const std::array<std::string_view, Size>& words) {
  const BytePairs pairs(text);
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return pairs.may_hold(word) && text.find(word) != text.npos;
  });
}

}  // namespace

bool subject_tells_bounce(std::string_view subject) { return holds_one(subject, kSubjects); }

bool text_tells_bounce(std::string_view text) { return holds_one(text, kTexts); }

bool is_bounce_data(std::string_view text) {
  return text.find("\"notificationtype\\\":\\\"bounce") != ""sv.npos ||
         text.find("\"notificationtype\":\"bounce") != ""sv.npos ||
         text.find("\\\"eventtype\\\":\\\"bounce") != ""sv.npos;
}

bool introduces_mail_system(std::string_view text) {
  constexpr std::size_t kBeginning = 300;
  return holds_one(text.substr(0, kBeginning), kIntroducedSystems);
}

bool text_tells_delay(std::string_view text) { return holds_one(text, kDelays); }

bool text_tells_passing_cause(std::string_view text) { return holds_one(text, kPassingCauses); }

bool is_challenge(std::string_view text) { return holds_one(text, kChallenges); }

bool introduces_recipients(std::string_view line) { return holds_one(line, kIntroductions); }

}  // namespace tallyd
