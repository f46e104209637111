// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsers/notices/absence_words.h"

#include <algorithm>
#include <array>

namespace tallyd {
namespace {

using namespace std::string_view_literals;

constexpr std::array kWords{
    // English
    "out of the office"sv, "out of office"sv, "out of my office"sv, "away from the office"sv,
    "away from my"sv, "i am away"sv, "i'm away"sv, "i will be away"sv, "currently away"sv,
    "on leave"sv, "annual leave"sv, "maternity leave"sv, "sick leave"sv, "parental leave"sv,
    "on vacation"sv, "on holiday"sv, "on mission"sv, "on duty travel"sv, "official travel"sv,
    "be back"sv, "back in the office"sv, "back on"sv, "back at work"sv, "return to the office"sv,
    "return on"sv, "returning on"sv, "my return"sv, "my absence"sv, "limited access"sv,
    "no access to"sv, "not be checking"sv, "office is closed"sv, "offices are closed"sv,
    "automatic reply"sv, "automated reply"sv, "automatic response"sv, "automated response"sv,
    "automatically generated"sv, "automatic message"sv, "automated message"sv, "auto-reply"sv,
    // French
    "absent"sv, "absence"sv, "en congé"sv, "en vacances"sv, "en mission"sv, "de retour"sv,
    "mon retour"sv, "retour au bureau"sv, "réponse automatique"sv, "message automatique"sv,
    // Spanish, Portuguese, Italian
    "fuera de la oficina"sv, "fuera de oficina"sv, "ausente"sv, "ausencia"sv, "de vacaciones"sv,
    "de licencia"sv, "de permiso"sv, "en misión"sv, "mi regreso"sv, "mi vuelta"sv, "regresaré"sv,
    "de regreso"sv, "respuesta automática"sv, "mensaje automático"sv, "fora do escritório"sv,
    "de férias"sv, "meu retorno"sv, "fuori ufficio"sv, "in ferie"sv, "mio rientro"sv, "assente"sv,
    // German, Dutch, Nordic
    "nicht im büro"sv, "nicht im haus"sv, "abwesend"sv, "abwesenheit"sv, "im urlaub"sv,
    "wieder erreichbar"sv, "zurück"sv, "automatische antwort"sv, "afwezig"sv, "met vakantie"sv,
    "frånvarande"sv, "på semester"sv, "på ferie"sv, "fraværende"sv, "lomalla"sv,
    // Russian and other Slavic
    "в отпуске"sv, "в командировке"sv, "отсутств"sv, "буду на месте"sv, "вернусь"sv, "вне офиса"sv,
    "на больничном"sv, "автоматическ"sv, "автоответ"sv, "у відпустці"sv, "poza biurem"sv,
    "na urlopie"sv, "nieobecn"sv, "mimo kancelář"sv, "na dovolené"sv,
    // Turkish, Greek
    "ofis dışında"sv, "izindeyim"sv, "εκτός γραφείου"sv,
    // Arabic, Persian, Hebrew
    "خارج المكتب"sv, "في إجازة"sv, "بإجازة"sv, "إجازتي"sv, "في مهمة"sv, "غيابي"sv, "عودتي"sv,
    "أعود"sv, "سأعود"sv, "رد تلقائي"sv, "رسالة تلقائية"sv, "رد آلي"sv, "مرخصی"sv, "מחוץ למשרד"sv,
    // Chinese, Japanese, Korean
    "不在办公室"sv, "不在辦公室"sv, "外出"sv, "出差"sv, "休假"sv, "年假"sv, "度假"sv, "请假"sv,
    "自动回复"sv, "自动答复"sv, "自動回覆"sv, "返回办公室"sv, "回到办公室"sv, "返回后"sv,
    "回来后"sv, "不在席"sv, "休暇"sv, "自動返信"sv, "부재중"sv, "휴가"sv};

}  // namespace

bool text_tells_absence(std::string_view text) {
  return std::any_of(kWords.begin(), kWords.end(),
                     [text](auto word) { return text.find(word) != text.npos; });
}

}  // namespace tallyd
