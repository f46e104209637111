// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::read_with_cover;

TEST_CASE("words that unsettle a form are a doubt: English") {
  for (const char* words :
       {"Kenya is one of the Member States that do not assign authority to proceed.",
        "We send this reply on behalf of Monaco.",
        "This reply is also valid for Montenegro.",
        "Also on behalf of the Administration of Monaco.",
        "The attached form is sent for Monaco as well.",
        "Is this how it should be filled in?",
        "Have I filled in the form correctly?",
        "Did we fill in the right form?",
        "We will confirm by letter.",
        "A confirmation by official letter will follow.",
        "This is subject to confirmation.",
        "To be confirmed.",
        "Official letter to follow.",
        "Signed version to follow.",
        "The official reply will be sent through the Permanent Mission.",
        "Awaiting the approval of our Minister.",
        "pending approval by our minister",
        "Pending internal approval.",
        "Our minister has yet to sign.",
        "We are still consulting the industry.",
        "This does not represent the position of our Administration.",
        "This is my personal opinion.",
        "Please do not record this yet.",
        "Please hold this reply until we confirm.",
        "Please wait for our confirmation.",
        "Please do not take it into account.",
        "Please treat this as not binding.",
        "We may revise our position.",
        "We may send a revised reply.",
        "An updated version will be sent later.",
        "Please replace it by the one that we sent yesterday.",
        "Please keep our former reply.",
        "Our earlier reply stands.",
        "The second row is wrong.",
        "Row 2 should be the other box.",
        "We meant the second box in the third row.",
        "All boxes were ticked by default.",
        "The boxes were pre-filled.",
        "Please fill in the form for us.",
        "Sample reply",
        "Specimen",
        "DRAFT",
        "Draft for your review",
        "Not for submission",
        "For internal use only; not to be sent.",
        "Please comment before I send it officially.",
        "FYI, this is what Uganda sent.",
        "Uganda sent us this form by mistake.",
        "We disagree with the other two.",
        "We support only the first text.",
        "Only the first one is supported.",
        "The last one is not acceptable to us.",
        "The third text: no.",
        "We cannot accept the second one.",
        "Kenya is not in a position to support the text on smart grids.",
        "We do not want it approved.",
        "Unfortunately we cannot give our consent.",
        "I am not authorised to sign this.",
        "I am not authorized to reply on behalf of the Administration.",
        "My director has to sign first.",
        "Our company, a Sector Member, supports the texts.",
        "As a Sector Member we reply as follows.",
        "valid only if the comments are accepted",
        "We assign authority if our comments are taken into account.",
        "Our consent depends on the outcome of the meeting.",
        "Contingent on the changes that we propose.",
        "This mail was sent by an intern, do not use.",
        "This reply is null and void.",
        "This replaces nothing, it is for testing.",
        "testing",
        "Test",
        "Sorry, wrong attachment.",
        "Sorry, the attachment is the old one.",
        "I attached the wrong file.",
        "This form is outdated.",
        "The attached is last year's.",
        "The attached form was completed by a colleague without approval.",
        "We answer for Uganda too.",
        "This position is shared by Uganda and Rwanda.",
        "The East African Community States (Kenya, Uganda and Rwanda) reply jointly.",
        "Joint reply of Kenya and Uganda",
        "Uganda's form is attached.",
        "Rwanda’s response is enclosed.",
        "TEST reply"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that unsettle a form are a doubt: French") {
  for (const char* words :
       {"Au nom de Monaco.", "Cette réponse vaut également pour le Monténégro.",
        "Cette réponse est envoyée au nom de la Principauté de Monaco.",
        "Est-ce ainsi qu'il faut remplir le formulaire ?",
        "Le formulaire est-il correctement rempli ?", "Nous confirmerons par courrier.",
        "Une confirmation par lettre officielle suivra.", "Sous réserve de confirmation.",
        "À confirmer.", "La version signée suivra.", "En attente de l'approbation du ministre.",
        "Ceci n'engage pas notre Administration.",
        "Merci de ne pas enregistrer cette réponse pour le moment.",
        "Merci de vérifier avant l'envoi officiel.", "Spécimen", "PROJET", "Brouillon",
        "Réponse commune du Kenya et de l'Ouganda"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that unsettle a form are a doubt: Spanish") {
  for (const char* words :
       {"En nombre de Mónaco.", "Esta respuesta es válida también para Montenegro.",
        "¿Es así como hay que rellenar el formulario?", "¿Está bien rellenado el formulario?",
        "Confirmaremos por carta.", "Se confirmará por carta oficial.", "Sujeto a confirmación.",
        "Por confirmar.", "Pendiente de confirmación.", "La versión firmada se enviará más tarde.",
        "Pendiente de la aprobación del ministro.", "No lo registren todavía.", "Muestra",
        "Borrador", "ANULADO"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that unsettle a form are a doubt: Russian") {
  for (const char* words :
       {"От имени Монако.", "Этот ответ действителен также для Черногории.",
        "Правильно ли заполнена форма?", "Так ли нужно заполнять форму?", "Мы подтвердим письмом.",
        "Официальное письмо последует.", "Подлежит подтверждению.", "Требует подтверждения.",
        "Ожидаем утверждения министром.", "Подписанный вариант будет направлен позднее.",
        "Просим пока не регистрировать.", "Образец", "Проект", "Черновик"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that unsettle a form are a doubt: Arabic") {
  for (const char* words :
       {"باسم موناكو.", "هذه مجرد نسخة عمل؛ وسيصلكم الرد الموقع الأسبوع القادم.",
        "هذا الرد صالح أيضاً للجبل الأسود.", "هل هكذا يجب ملء الاستمارة؟",
        "هل تم ملء الاستمارة بشكل صحيح؟", "سنؤكد ذلك برسالة.", "سيتم التأكيد برسالة رسمية.",
        "رهناً بالتأكيد.", "في انتظار موافقة الوزير.", "النسخة الموقعة سترسل لاحقاً.", "مسودة",
        "نموذج للعرض فقط"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that unsettle a form are a doubt: Chinese") {
  for (const char* words : {"代表摩纳哥。", "本答复同样适用于黑山。", "表格是这样填写的吗？",
                            "表格填写正确吗？", "我们将以书面信函确认。", "有待确认。",
                            "待部长批准。", "签字版本随后寄送。", "草稿", "样本", "请暂不登记。"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("a list of answers beside a form must agree with it") {
  for (const char* list : {"X.1214: yes / X.1331: no / X.1603: yes", "X.1214: yes\nX.1331: no",
                           "- ITU-T X.1331 (ex X.sgsec-2): No", "X.1331 – not approved",
                           "X.1214 : oui ; X.1331 : non ; X.1603 : oui", "X.1331: нет",
                           "X.1214：同意，X.1331：不同意，X.1603：同意"}) {
    CAPTURE(list);
    CHECK_FALSE(is_certain(read_with_cover(list)));
  }
  for (const char* list :
       {"X.1214: yes / X.1331: yes / X.1603: yes", "X.1214: yes\nX.1331: yes\nX.1603: yes",
        "X.1214 : oui ; X.1331 : oui ; X.1603 : oui", "X.1214：同意，X.1331：同意，X.1603：同意"}) {
    CAPTURE(list);
    CHECK(is_certain(read_with_cover(list)));
  }
}

TEST_CASE("a note on a place in a text is no word on the reply, where comments are attached") {
  for (const char* note :
       {"Comments on X.1331: clause 6.2, second line, 'may' should read 'should'.",
        "Пункт 6.2: заменить «может».", "第6.2节应改为“应”。"}) {
    INFO(note);
    CHECK(is_certain(test::read_with_file(note)));
  }
  for (const char* note : {"Clause 6.2: our reply should read NO.", "Row 2 should read NO.",
                           "Clause 7: we do not assign authority for X.1331.",
                           "Remarks: provisional.", "Clause 6.2 of X.1214 should be deleted."}) {
    INFO(note);
    CHECK_FALSE(is_certain(test::read_with_file(note)));
  }
}

namespace {

/// A mail of Kenya with that subject, whose text is `plain` and, as the better form of it, `html`.
Reading read_alternatives(const std::string& plain, const std::string& html,
                          const std::string& subject = "Reply") {
  return read_message("From: a@ict.ke.example\nSubject: " + subject +
                          "\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n"
                          "--b\nContent-Type: text/plain; charset=utf-8\n\n" +
                          plain + "\n--b\nContent-Type: text/html; charset=utf-8\n\n<pre>" + html +
                          "</pre>\n--b--\n",
                      test::prepared_for_covers(), {});
}

std::string refusing_first(std::string form) {
  const std::size_t assigns = form.find("[X]");
  form.replace(assigns, 3, "[ ]");
  form.replace(form.find("(X)"), 3, "( )");
  form.replace(form.find("[ ] does not"), 3, "[X]");
  return form;
}

}  // namespace

TEST_CASE(
    "a note on a place in a text may stand below the form, too, where comments are attached") {
  const auto with_note_below = [](const std::string& note) {
    return read_alternatives(test::form_of_kenya() + "\n" + note + "\n",
                             test::form_of_kenya() + "\n" + note + "\n");
  };
  CHECK(is_certain(with_note_below("In X.1331, clause 6.2, 'may' should read 'should'.")));
  CHECK_FALSE(is_certain(with_note_below("Row 2 should read NO.")));
  CHECK_FALSE(is_certain(with_note_below("Our reply should read NO, see clause 6.2.")));
}

TEST_CASE("a letter beside the form is heard, comments on the texts are not") {
  const std::string letter = "Dear Sir,\n\nThis reply is provisional and awaits confirmation.\n";
  CHECK_FALSE(is_certain(test::read_with_file(letter)));
  CHECK_FALSE(is_certain(test::read_with_file("Dear Sir,\n\nKenya does not support X.1214.\n")));
  CHECK_FALSE(is_certain(test::read_with_file("Please note that our reply is withdrawn.\n")));
  CHECK(is_certain(test::read_with_file("Dear Sir,\n\nPlease find our reply enclosed.\n")));
  CHECK(is_certain(test::read_with_file(
      "Kenya proposes to delete clause 7 of X.1331, which is wrong. Except for clause 8, the text "
      "should read 'may'. The error in Table 3 should be corrected, unless it is not "
      "approved.\n")));
}

TEST_CASE("a file that a mail program shows below the text is heard as a file") {
  const auto with_shown = [](const std::string& first, const std::string& shown) {
    const std::string inline_file = "Content-Disposition: inline; filename=comments.txt\n";
    return read_message(
        "From: a@ict.ke.example\nSubject: Reply\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n" +
            first +
            test::part_of("Content-Disposition: attachment; filename=form.txt\n",
                          test::form_of_kenya()) +
            test::part_of(inline_file, shown) + "--b--\n",
        test::prepared_for_covers(), {});
  };
  const std::string mail = test::part_of("", "Please find our reply attached.\n");
  const std::string note = "Comments on X.1331: clause 6.2, 'may' should read 'should'.";
  CHECK(is_certain(with_shown(mail, note)));
  CHECK_FALSE(is_certain(with_shown(mail, "Please note that our reply is withdrawn.")));
  CHECK_FALSE(is_certain(with_shown("", note)));  // the mail itself
}

TEST_CASE("a file that is shown below a form in the mail is heard as a file") {
  const auto with_shown = [](const std::string& shown) {
    return test::read_parts(
        test::part_of("", test::form_of_kenya()) +
        test::part_of("Content-Disposition: inline; filename=comments.txt\n", shown));
  };
  CHECK(is_certain(with_shown("X.1331: in clause 8.2, 'should' could be replaced by 'shall'.")));
  CHECK_FALSE(is_certain(with_shown("Our reply is withdrawn.")));
  CHECK_FALSE(is_certain(with_shown("The form is to be replaced by the one that follows.")));
  CHECK_FALSE(is_certain(with_shown("Kenya cannot support X.1214.")));
}

TEST_CASE("the text of a mail in its lesser form must not decide otherwise") {
  const std::string form = test::form_of_kenya();
  CHECK(is_certain(read_alternatives(form, form)));
  CHECK_FALSE(is_certain(read_alternatives(refusing_first(form), form)));
  CHECK_FALSE(is_certain(read_alternatives("We withdraw our reply.", form)));
  CHECK_FALSE(is_certain(read_alternatives("Please disregard it: it was sent by mistake.", form)));
  CHECK(is_certain(read_alternatives("See the form.", form)));
}

TEST_CASE("the subject must not take the form back or name another circular that is asked about") {
  const std::string form = test::form_of_kenya();
  for (const char* subject :
       {"DRAFT: Reply to TSB Circular 53", "[TEST] Reply", "TEST Reply of Kenya to Circular 53",
        "Specimen form, Circular 53", "Reply (not final)", "Reply of Kenya, to be confirmed"}) {
    CAPTURE(subject);
    CHECK_FALSE(is_certain(read_alternatives(form, form, subject)));
  }
  for (const char* subject : {"Re: TSB Circular 53", "FW: [EXTERNAL] Draft Recommendations X.1214",
                              "Reply to Circular 9999"}) {
    CAPTURE(subject);
    CHECK(is_certain(read_alternatives(form, form, subject)));
  }
}

TEST_CASE("a sentence that speaks of the form and doubts something is a doubt, others are not") {
  for (const char* words :
       {"The form has not been checked by anybody.", "Our position is an interim one.",
        "The tick in the second row is wrong.", "Le ministre n'a pas encore signé.",
        "El Ministro aún no ha firmado.", "Министр еще не подписал.", "الوزير لم يوقع بعد.",
        "部长尚未签字。", "The position also covers Rwanda.",
        "Uganda and Kenya share the attached answer."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
  for (const char* words :
       {"Kindly be informed that Kenya has ticked the appropriate boxes.",
        "We reply within the deadline of 8 March 2018.",
        "Please do not hesitate to ask about our reply.",
        "This is to confirm that Kenya's answer is as in the form attached.",
        "We thank the editors from Rwanda and Uganda.",
        "Agradecemos su colaboración y quedamos a la espera de sus noticias."}) {
    CAPTURE(words);
    CHECK(is_certain(read_with_cover(words)));
  }
}
