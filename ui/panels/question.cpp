#include "ui/panels/question.h"

#include <QMessageBox>
#include <QPushButton>

namespace arcscope::ui {

bool isConfirmed(const Question& question, QWidget* parent) {
  QMessageBox box(QMessageBox::NoIcon, question.title, question.text, QMessageBox::NoButton, parent);
  box.setObjectName(QLatin1String(question.name));
  const QAbstractButton* const act = box.addButton(question.act, QMessageBox::DestructiveRole);
  box.setDefaultButton(box.addButton(question.keep, QMessageBox::RejectRole));
  box.exec();
  return box.clickedButton() == act;
}

}  // namespace arcscope::ui
