// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "parsers/parsers.h"
#include "parsers/reading_json.h"
#include "tests/parsers/covered_form.h"

using namespace tallyd;
using test::read_with_cover;

TEST_CASE("words that make less of a reply are a doubt beside it: English") {
  for (const char* words :
       {"The form was transmitted before the internal clearance had been completed.",
        "The undersigned is acting without instructions.",
        "Approval of the drafts should be postponed in our view.",
        "We would prefer not to take a position at this stage.",
        "I am no longer with the Ministry, but thought you should have this.",
        "We reserve our final position until the study group meets.",
        "As we have not yet studied the documents, the answers are indicative.",
        "Please send the form back to us for correction.",
        "The Attorney General has raised questions about the second draft.",
        "Two ministries still disagree about the smart grid text.",
        "Please take note that Kenya is not in favour of the last text.",
        "We had intended to tick the other option for X.1603.",
        "Kindly await our formal note.",
        "For lack of time we simply ticked yes everywhere.",
        "The form reflects a majority view, not a consensus.",
        "We withdraw our support for one of the Recommendations.",
        "We leave it to your discretion how to count this reply.",
        "Please sit on this form for a few days.",
        "I cannot guarantee that this is our final word.",
        "Consider the third line blank.",
        "Our yes to the third text is out of politeness.",
        "The form needs the seal before it can have any effect.",
        "Someone in my office sent this without asking me.",
        "We are minded to support the drafts.",
        "Kindly regard our answer as non-committal."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that make less of a reply are a doubt beside it: French") {
  for (const char* words :
       {"Le formulaire ci-joint a été transmis avant d'avoir été visé par notre hiérarchie.",
        "La réponse authentique vous parviendra par la voie diplomatique.",
        "Merci de nous retourner le formulaire pour correction.",
        "Le Procureur général a émis des doutes sur le deuxième projet.",
        "La personne qui a signé n'est pas habilitée à le faire.",
        "Le formulaire a été rempli par notre consultant.",
        "Nous nous en remettons à vous pour l'interprétation de notre réponse.",
        "Quelqu'un de mon bureau a envoyé ce formulaire sans me consulter.",
        "Nos juristes nous conseillent de refuser le dernier.",
        "Nous penchons pour une approbation."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that make less of a reply are a doubt beside it: Spanish") {
  for (const char* words :
       {"El formulario adjunto se envió antes de contar con el visto bueno interno.",
        "Preferimos no tomar posición en esta etapa.", "Estamos de acuerdo en principio.",
        "El Fiscal General ha planteado dudas sobre el segundo proyecto.",
        "Quien firmó no está facultado para ello.", "La ministra no comparte esta posición.",
        "Dejamos a su criterio cómo contar esta respuesta.",
        "Alguien de mi oficina lo envió sin consultarme.", "Considere la tercera línea en blanco.",
        "Firmamos a reserva de ratificación."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that make less of a reply are a doubt beside it: Russian") {
  for (const char* words :
       {"Прилагаемая форма была направлена до завершения внутреннего согласования.",
        "Мы предпочли бы не занимать позицию на данном этапе.", "В принципе мы согласны.",
        "Генеральный прокурор высказал сомнения по второму проекту.",
        "Подписавший не имеет на это полномочий.", "Министр не разделяет эту позицию.",
        "Оставляем на ваше усмотрение, как учитывать этот ответ.",
        "Сотрудник отправил форму, не посоветовавшись со мной.",
        "Я списал с формы соседней страны.", "Мы склоняемся к поддержке проектов."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that make less of a reply are a doubt beside it: Arabic") {
  for (const char* words :
       {"أُرسلت الاستمارة المرفقة قبل استكمال الموافقات الداخلية.",
        "سيصلكم الرد الأصلي عبر القنوات الدبلوماسية.", "حدث سوء فهم بشأن الاستمارة.",
        "أثار النائب العام شكوكاً بشأن المشروع الثاني.",
        "أُعد الرد استناداً إلى نسخة أقدم من المشاريع.", "قد يتغير موقفنا في ضوء المناقشات.",
        "نترك لتقديركم كيفية احتساب هذا الرد.", "أرسل أحد الموظفين الاستمارة دون الرجوع إلي.",
        "اعتبروا السطر الثالث فارغاً.", "نميل إلى تأييد المشاريع."}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("words that make less of a reply are a doubt beside it: Chinese") {
  for (const char* words :
       {"所附表格在完成内部审批之前已误发。", "我方现阶段不便表态。", "关于表格存在误解。",
        "总检察长对第二项草案提出了疑问。", "答复是根据旧版草案准备的。",
        "我方立场可能随讨论而变化。", "如何计入本答复由贵局酌定。", "该表格先于尚未作出的决定。",
        "我的同事未征得我同意即发出此表格。", "我方倾向于支持草案。"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
}

TEST_CASE("what ministries say of their reply without making less of it is no doubt") {
  for (const char* words :
       {"The Permanent Mission has the honour to enclose the reply of the competent authorities.",
        "We should be grateful if you would acknowledge receipt of this communication.",
        "We congratulate the study group on the excellent work on these Recommendations.",
        "For any further information, please contact Mr. Otieno at the number below.",
        "Please note that our office has moved to a new address.",
        "The consultation has been concluded and the results are reflected in the form.",
        "Please register our reply accordingly.",
        "As requested, we are returning the form.",
        "Views expressed are those of the sender and do not necessarily reflect the company's.",
        "Best wishes for the New Year to you and your team.",
        "May I ask whether the meeting documents are already available?",
        "This e-mail is being sent on behalf of the Director General, Eng. Mwangi.",
        "Classification: Unclassified",
        "We refer to the above Circular and attach our reply for your kind action.",
        "Allow me to express our appreciation for the efforts of the rapporteurs.",
        "I am pleased to confirm that our Administration approves the drafts.",
        "For ease of reference our answer is also given in French.",
        "We hope the meeting will be a success.",
        "As the new focal point I am sending you our completed form.",
        "The deadline of 8 March is noted with thanks.",
        "Your circular reached us only last week, hence the late reply.",
        "Please send us the link to the meeting documents.",
        "Should the attachment be illegible, we will gladly send it again.",
        "This message was scanned by our antivirus.",
        "In accordance with WTSA Resolution 1, Kenya gives its consent.",
        "Please see our comments, which concern editorial matters only.",
        "Kindly find our filled questionnaire enclosed.",
        "Our response to the consultation is uploaded herewith.",
        "I am writing on behalf of the Communications Authority to convey Kenya's response.",
        "The Authority has considered the draft Recommendations and its response is as attached.",
        "We appreciate the opportunity to take part in this consultation.",
        "The signed letter is attached together with Annex 2.",
        "Attached you will find the letter of the Director General and the form.",
        "Kenya's response to the Member State consultation is hereby submitted.",
        "Please treat this email as our formal response.",
        "The response was prepared by the national study group and endorsed by the Authority.",
        "In case of any question, kindly call Mr. Ali.",
        "Kindly forward our response to the secretariat of the study group.",
        "We have the pleasure to inform you of the favourable opinion of our Administration.",
        "La Mission a l'honneur de lui faire tenir la réponse des autorités compétentes.",
        "La présente réponse a été approuvée par le ministre le 2 février 2018.",
        "Je vous souhaite une excellente année.",
        "Bien cordialement, Service des relations internationales",
        "Nous nous référons à la circulaire susmentionnée et joignons notre réponse.",
        "J'ai le plaisir de confirmer que notre Administration approuve les projets.",
        "Votre circulaire ne nous est parvenue que la semaine dernière, d'où ce retard.",
        "Nous vous remercions de l'intérêt que vous portez à notre réponse.",
        "Veuillez trouver sous ce pli la réponse du Kenya.",
        "Nous vous faisons tenir la lettre signée du Directeur général et l'Annexe 2.",
        "Je vous renvoie le formulaire, le premier message n'étant pas parvenu.",
        "Fait à Nairobi, le 2 février 2018.",
        "La Misión tiene el honor de transmitir la respuesta de las autoridades competentes.",
        "Le pedimos disculpas por el retraso.",
        "El original le llegará por valija diplomática.",
        "Hacemos propicia la ocasión para saludarle muy atentamente.",
        "Nos referimos a la Circular mencionada y adjuntamos nuestra respuesta.",
        "La respuesta ha sido coordinada con todas las instituciones competentes.",
        "El ministro me ha encargado transmitirle el formulario adjunto.",
        "No tenemos comentarios sobre los textos.",
        "Le hacemos llegar la respuesta de Kenya.",
        "La Autoridad ha examinado los proyectos y su respuesta figura en el anexo.",
        "Emitimos una opinión favorable sobre todos los proyectos.",
        "Le reenvío el formulario, pues el primer mensaje no llegó.",
        "Представительство имеет честь препроводить ответ компетентных органов.",
        "Приносим извинения за задержку.",
        "Оригинал будет доставлен дипломатической почтой.",
        "Национальные консультации завершены, результаты отражены в форме.",
        "Ссылаясь на консультацию, объявленную указанным циркуляром, прилагаем наш ответ.",
        "Ответ согласован со всеми заинтересованными ведомствами.",
        "Министр поручил мне направить вам прилагаемую форму.",
        "Форма подписана электронной подписью.",
        "Направляем Вам ответ Кении.",
        "Настоящим направляем ответ по проектам новых и пересмотренных Рекомендаций.",
        "Администрация рассмотрела проекты Рекомендаций, ответ прилагается.",
        "Даём положительное заключение по всем проектам.",
        "Повторно направляем форму, так как первое письмо не дошло.",
        "تهدي البعثة الدائمة تحياتها إلى الاتحاد وتتشرف بأن تحيل إليه رد الجهات المختصة.",
        "نكون ممتنين لو تكرمتم بتأكيد استلام هذه الرسالة.",
        "السيد أحمد رهن إشارتكم لأي استفسار.",
        "تعكس الاستمارة المرفقة موقف الإدارة.",
        "نشير إلى المشاورة التي أُطلقت بموجب الرسالة المعممة المذكورة ونرفق ردنا.",
        "توافق كينيا على المشاريع الثلاثة.",
        "يسرني أن أؤكد أن إدارتنا توافق على المشاريع.",
        "ليس لدينا تعليقات على النصوص.",
        "نوافيكم برد كينيا.",
        "نظرت الهيئة في مشاريع التوصيات وردها مرفق.",
        "نبدي رأياً إيجابياً في جميع المشاريع.",
        "常驻代表团向国际电联致意，并谨转交主管当局的答复。",
        "如蒙确认收到本函，不胜感激。",
        "如有疑问，请联系王先生。",
        "所附表格反映了主管部门的立场。",
        "兹就上述通函发起的磋商附上我方答复。",
        "肯尼亚欣然批准全部三项草案。",
        "部长委托我转交所附表格。",
        "表格已采用电子签名。",
        "现呈上肯尼亚的答复。",
        "主管部门已研究各项草案，答复见附件。",
        "我方对所有草案均持赞成意见。",
        "With this e-mail we send our answer in time for the deadline, which expires on 8 March.",
        "Attached is a PDF version as well as an editable version of the form.",
        "Ms. Achieng is no longer our contact person; I will handle the matter from now on.",
        "The attached form is the final position of Kenya.",
        "This response has received all the necessary approvals.",
        "Mr. Kamau, who signed the form, is the acting Director General.",
        "The national experts reviewed the texts and raised no objection.",
        "Le Directeur général par intérim a signé le formulaire.",
        "El formulario adjunto constituye la posición definitiva de nuestro país.",
        "Con el visto bueno del Ministro remitimos nuestra respuesta.",
        "Прилагаемая форма выражает окончательную позицию нашей страны.",
        "تمثل الاستمارة المرفقة الموقف النهائي لبلدنا.",
        "درس الخبراء الوطنيون النصوص ولم تكن لديهم اعتراضات.",
        "所附表格为我国的最终立场。",
        "总司长出差，由副手签署表格。",
        "نرجو تأكيد احتساب ردنا.",
        "Просим подтвердить, что наш ответ учтён.",
        "El Director General está de viaje; su adjunto ha firmado el formulario.",
        "Merci de confirmer que notre réponse a été prise en compte.",
        "The Director is travelling; his deputy has signed the form in accordance with our rules.",
        "It is our understanding that comments are optional.",
        "Please find the answer of the Kenyan Administration to your Circular in the annex."}) {
    const Reading reading = test::read_with_bare_assent(words);
    CAPTURE(words, to_json(reading));
    CHECK(is_certain(reading));
  }
}

TEST_CASE("conditions, trainees, exercises and parliaments unsettle a reply, in six languages") {
  for (const char* words :
       {"We could live with X.1214 only if clause 9 goes.",
        "Should the industry object, consider the boxes empty.",
        "Nous espérons pouvoir répondre vraiment en mars.",
        "Si l'industrie s'y oppose, considérez les cases comme vides.",
        "El formulario lo rellenó un becario y nadie lo ha revisado.",
        "El Ministerio de Justicia nos pide dar marcha atrás.", "Парламент ещё должен высказаться.",
        "Мы согласны, если приложение B будет исключено.", "هذه الوثيقة مجرد تمرين داخلي.",
        "لا يزال على البرلمان أن يبدي رأيه.", "该表由实习生填写，无人核对。",
        "若标题不修改，我方的支持即告失效。"}) {
    CAPTURE(words);
    CHECK_FALSE(is_certain(read_with_cover(words)));
  }
  for (const char* words :
       {"The original, with a wet signature, is on its way by courier.",
        "L'original peut être retiré auprès de notre mission permanente.",
        "Quedo a su disposición para cualquier información adicional.",
        "Мы поддерживаем работу Исследовательской комиссии и ждём встречи в марте.",
        "سيصلكم الأصل الموقع بالبريد.", "代表团名单将另行通知。"}) {
    CAPTURE(words);
    CHECK(is_certain(read_with_cover(words)));
  }
}

TEST_CASE(
    "a short stamp beside a draft's name is heard, letters of its title and numbers are not") {
  const auto read_with_label = [](const std::string& beside) {
    std::string form = test::form_of_kenya(test::Remarks::none);
    const std::size_t name = form.find("X.1331\n");
    form.insert(name + 6, " " + beside);
    return read_message(
        "From: a@ict.ke.example\nContent-Type: text/plain; charset=utf-8\n\n" + form,
        test::prepared_for_covers(), {});
  };
  for (const char* beside : {"N/A", "(n/a)", "nil", "TBC", "- tbd", "s.o.", "н/п"}) {
    CAPTURE(beside);
    CHECK_FALSE(is_certain(read_with_label(beside)));
  }
  for (const char* beside : {"", "(R14)", "rev", "new", "(I)"}) {
    CAPTURE(beside);
    CHECK(is_certain(read_with_label(beside)));
  }
}

TEST_CASE("a stamp on the signature's line is heard, an ordinary line of a signature is none") {
  const auto read_with_signature = [](const std::string& line) {
    return read_message("From: a@ict.ke.example\nSubject: Reply to " +
                            test::prepared_for_covers().asked.consultations.front().circular +
                            "\nContent-Type: text/plain; charset=utf-8\n\n" +
                            test::form_of_kenya() + "\n" + line + "\n",
                        test::prepared_for_covers(), {});
  };
  for (const char* line : {"Signature: [DRAFT]",
                           "Signature: (unsigned)",
                           "Status: draft",
                           "Draft 2",
                           "Draft v3",
                           "Confidential – draft",
                           "[signature pending]",
                           "DRAFT - not for circulation",
                           "Date: tbc",
                           "Signature: not signed",
                           "Draft of 12 January",
                           "12 January 2018 – draft",
                           "Version 2, draft",
                           "Version 2 draft",
                           "Approved by: ____________",
                           "FOR SIGNATURE",
                           "Projet du 3 février",
                           "Approuvé par : ......",
                           "Borrador de 3 de mayo",
                           "Para la firma",
                           "Проект от 5 марта",
                           "Утверждаю: ________",
                           "مسودة بتاريخ 3 مايو",
                           "待批准",
                           "批准人：________",
                           "☒ = no, ☐ = yes",
                           "X = No",
                           "(☐ : yes / ☒ : no)",
                           "☒ = нет",
                           "✗ = non ; ✓ = oui",
                           "☒＝否"}) {
    CAPTURE(line);
    CHECK_FALSE(is_certain(read_with_signature(line)));
  }
  for (const char* line :
       {"Signature: (signed) J. Doe", "Signature: ____________", "pp J. Doe",
        "Place, date: Nairobi, 2 February 2018", "Page 1 of 2", "Original: English",
        "Ref.: CA/2018/53 - ITU", "Approved by: J. Doe", "Approved by: ______ J. Doe ______",
        "☒ = yes, ☐ = no", "X = yes", "Approved on 3 May 2018", "Date of approval: 3 May 2018"}) {
    const Reading reading = read_with_signature(line);
    CAPTURE(line, to_json(reading));
    CHECK(is_certain(reading));
  }
}
