# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of Annex 2 in six languages, with {n} the circular's number, {g} the study group, {d} a draft, {p} its
provisional name, {a} the administration."""

WORDS = {
    "en": dict(
        heading="Member State response to TSB Circular {n}:", select="Select one of the two boxes",
        body="With respect to the Member State consultation on the Determined texts listed in TSB Circular {n}, I would like "
             "to advise you of the opinion of this Administration, set out in the table below.",
        drafts=["Draft Recommendation ITU-T {d} (ex {p})", "Draft new Recommendation ITU-T {d} (ex {p})",
                "Draft revised Recommendation ITU-T {d}"],
        assigns="assigns authority to Study Group {g} to consider this text for approval (in which case, select one of the "
                "two options \u20dd):",
        none="No comments or suggested changes", attached="Comments and suggested changes are attached",
        refuses="does not assign authority to Study Group {g} to consider this text for approval (reasons for this opinion "
                "and an outline of possible changes that would enable the work to progress are attached)",
        of="Administration of {a}", yes=["YES", "Agreed", "Yes"], no=["NO", "No"], subject="Reply to TSB Circular {n}",
        cover="Please find attached the reply of our Administration to TSB Circular {n}.",
        sentence="The Administration of {a} assigns authority to Study Group {g} to consider all {count} texts of TSB Circular {n} "
                 "for approval. We have no comments or suggested changes.", count={1: "", 2: "two", 3: "three", 4: "four"}),
    "fr": dict(
        heading="Réponse des États Membres à la Circulaire TSB {n}:", select="Choisissez l'une des deux cases",
        body="En ce qui concerne la consultation des États Membres sur les textes déterminés énumérés dans la Circulaire TSB {n}, "
             "j'ai l'honneur de vous faire connaître l'avis de cette Administration, qui figure dans le tableau ci-après.",
        drafts=["Projet de Recommandation UIT-T {d} (ex {p})", "Projet de nouvelle Recommandation UIT-T {d} (ex {p})",
                "Projet de Recommandation révisée UIT-T {d}"],
        assigns="autorise la Commission d'études {g} à examiner ce texte en vue de son approbation (dans ce cas, choisissez l'une "
                "des deux options \u20dd):",
        none="Pas de commentaire ni de proposition de modification",
        attached="Des commentaires et propositions de modification sont joints",
        refuses="n'autorise pas la Commission d'études {g} à examiner ce texte en vue de son approbation (les motifs de cet avis et "
                "une description générale des modifications éventuelles qui permettraient la poursuite des travaux sont joints)",
        of="Administration de {a}", yes=["OUI", "Oui", "D'accord"], no=["NON", "Non"], subject="Réponse à la Circulaire TSB {n}",
        cover="Veuillez trouver ci-joint la réponse de notre Administration à la Circulaire TSB {n}."),
    "es": dict(
        heading="Respuesta de los Estados Miembros a la Circular TSB {n}:", select="Seleccione una de las dos casillas",
        body="En relación con la consulta a los Estados Miembros sobre los textos determinados que figuran en la Circular TSB {n}, "
             "deseo comunicarle la opinión de esta Administración, que se recoge en el cuadro siguiente.",
        drafts=["Proyecto de Recomendación UIT-T {d} (ex {p})", "Proyecto de nueva Recomendación UIT-T {d} (ex {p})",
                "Proyecto de Recomendación revisada UIT-T {d}"],
        assigns="otorga autoridad a la Comisión de Estudio {g} para que considere la aprobación de este texto (en este caso, "
                "seleccione una de las dos opciones \u20dd):",
        none="Sin comentarios ni propuestas de modificación", attached="Se adjuntan comentarios y propuestas de modificación",
        refuses="no otorga autoridad a la Comisión de Estudio {g} para que considere la aprobación de este texto (se adjuntan los "
                "motivos de esta opinión y una descripción de las posibles modificaciones que permitirían el avance de los trabajos)",
        of="Administración de {a}", yes=["SÍ", "Sí", "De acuerdo"], no=["NO", "No"], subject="Respuesta a la Circular TSB {n}",
        cover="Adjunto encontrará la respuesta de nuestra Administración a la Circular TSB {n}."),
    "ru": dict(
        heading="Ответ Государства-Члена на Циркуляр {n} БСЭ:", select="Выберите одну из двух клеток",
        body="В связи с консультациями с Государствами-Членами по текстам, по которым сделано заключение и которые перечислены в "
             "Циркуляре {n} БСЭ, я хотел бы сообщить Вам мнение нашей администрации, изложенное в приведенной ниже таблице.",
        drafts=["Проект Рекомендации МСЭ-Т {d} (ранее {p})", "Проект новой Рекомендации МСЭ-Т {d} (ранее {p})",
                "Проект пересмотренной Рекомендации МСЭ-Т {d}"],
        assigns="предоставляет {g}-й Исследовательской комиссии полномочия рассмотреть данный текст на предмет утверждения (в этом "
                "случае выберите один из двух вариантов \u20dd):",
        none="Комментарии или предлагаемые изменения отсутствуют", attached="Комментарии и предлагаемые изменения прилагаются",
        refuses="не предоставляет {g}-й Исследовательской комиссии полномочий рассмотреть данный текст на предмет утверждения "
                "(причины такого мнения и описание возможных изменений, которые обеспечили бы продвижение работы, прилагаются)",
        of="Администрация: {a}", yes=["ДА", "Да", "Согласны"], no=["НЕТ", "Нет"], subject="Ответ на Циркуляр {n} БСЭ",
        cover="Направляем ответ нашей администрации на Циркуляр {n} БСЭ."),
    "ar": dict(
        heading="رد الدول الأعضاء على الرسالة المعممة {n} لمكتب تقييس الاتصالات:", select="اختر أحد المربعين",
        body="فيما يتعلق بمشاورة الدول الأعضاء بشأن النصوص المحددة الواردة في الرسالة المعممة {n} لمكتب تقييس الاتصالات، أود أن "
             "أعلمكم برأي هذه الإدارة المبيَّن في الجدول أدناه.",
        drafts=["مشروع التوصية ITU-T {d} (سابقاً {p})", "مشروع التوصية الجديدة ITU-T {d} (سابقاً {p})", "مشروع مراجعة التوصية ITU-T {d}"],
        assigns="تخوّل لجنة الدراسات {g} سلطة النظر في هذا النص من أجل الموافقة عليه (وفي هذه الحالة، اختر أحد الخيارين \u20dd):",
        none="بدون تعليقات أو اقتراحات تغيير", attached="التعليقات والتغييرات المقترحة مرفقة",
        refuses="لا تخوّل لجنة الدراسات {g} سلطة النظر في هذا النص من أجل الموافقة عليه (أسباب هذا الرأي وعرض عام للتغييرات المحتملة "
                "التي تسمح بتقدم العمل مرفقة)",
        of="إدارة {a}", yes=["نعم", "موافق"], no=["لا"], subject="رد على الرسالة المعممة {n}",
        cover="تجدون طيه رد إدارتنا على الرسالة المعممة {n} لمكتب تقييس الاتصالات."),
    "zh": dict(
        heading="成员国对电信标准化局第{n}号通函的回复：", select="请在两个方框中选择一个",
        body="关于就电信标准化局第{n}号通函所列已确定案文开展的成员国磋商，我谨在此告知本主管部门的意见，见下表。",
        drafts=["ITU-T {d}（原{p}）建议书草案", "ITU-T {d}（原{p}）新建议书草案", "ITU-T {d}建议书修订草案"],
        assigns="授权第{g}研究组审议批准该案文（在此情况下，请在两个选项 \u20dd 中选择一个）：",
        none="无意见或修改建议", attached="附上意见和修改建议",
        refuses="不授权第{g}研究组审议批准该案文（附上持此意见的理由以及有助于推进工作的可能修改概要）",
        of="{a}主管部门", yes=["是", "同意"], no=["否"], subject="对电信标准化局第{n}号通函的回复",
        cover="现附上我主管部门对电信标准化局第{n}号通函的回复。"),
}
