#pragma once
#include <QString>
#include <QStringList>
#include <vector>

namespace arcscope::ui {

/// One thing explained: a symbol, a control, a view. Texts are Markdown with formulas between `$` signs.
struct HelpTopic {
  QString id;  ///< "control:sigma_w", "card:length", "symbol:chi1"
  QString title;
  QString summary;      ///< one sentence
  QString text;         ///< all of it, the summary first
  QStringList sources;  ///< names of papers: "R17"
};

/// All of them, in the order of the file (resources/help/topics.md).
[[nodiscard]] const std::vector<HelpTopic>& helpTopics();
/// Null: there is none of this id.
[[nodiscard]] const HelpTopic* helpTopic(const QString& id);

/// The BibTeX entries of these papers, one after the other; unknown names are left out.
[[nodiscard]] QString bibtex(const QStringList& names);
/// One line for a reader: "Raghu et al. (2017): On the Expressive Power of Deep Neural Networks, arXiv
/// 1606.05336". Empty: an unknown name.
[[nodiscard]] QString citation(const QString& name);
/// The names of all entries of resources/help/references.bib.
[[nodiscard]] QStringList bibliography();

}  // namespace arcscope::ui
