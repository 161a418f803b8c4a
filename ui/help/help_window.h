#pragma once
#include <QDialog>

#include "ui/model/theme.h"

class QLineEdit;
class QListWidget;

namespace arcscope::ui {

class Button;
class RichText;

/// Every symbol, control and view explained, with its formula and its source; BibTeX to copy. It stands
/// beside the window.
class HelpWindow : public QDialog {
  Q_OBJECT

 public:
  explicit HelpWindow(const Theme& theme, QWidget* parent = nullptr);
  void showTopic(const QString& id);
  [[nodiscard]] QString topic() const;  ///< the id of the one on view

 private:
  void fill(const QString& filter);
  void follow();
  void copyBibtex();

  QLineEdit* m_search;
  QListWidget* m_list;
  RichText* m_text;
  Button* m_bibtex;
};

/// Gives `widget` the topic `id`: What's This tells it in a sentence, with a link that openHelp() follows.
void setHelp(QWidget* widget, const QString& id);
/// The topic of `widget` or of what holds it; empty: none.
[[nodiscard]] QString helpOf(const QWidget* widget);

}  // namespace arcscope::ui
