#include "ui/panels/themed.h"

#include "ui/plots/view.h"

namespace arcscope::ui {

void applyTheme(QWidget* root, const Theme& theme) {
  QList<QWidget*> widgets = root->findChildren<QWidget*>();
  widgets.prepend(root);
  for (QWidget* widget : std::as_const(widgets)) {
    if (auto* view = qobject_cast<View*>(widget))
      view->setTheme(theme);
    else if (auto* themed = dynamic_cast<Themed*>(widget))
      themed->setTheme(theme);
  }
}

QString windowStyle(const Theme& theme) {
  const auto px = [&](double factor) {
    return QString::number(qRound(theme.typeSize * theme.scale * factor));
  };
  QString sheet = QStringLiteral(
      "QLineEdit{font-family:Inter;font-size:%type%px;color:%text%;background:%card%;border:1px solid "
      "%border%;"
      "border-radius:4px;padding:0 6px;selection-background-color:%accent%;selection-color:%card%}"
      "QLineEdit:hover{border-color:%muted%}QLineEdit:focus{border-color:%accent%}"
      "QLineEdit:disabled{color:%muted%;background:%window%}"
      "QMenu{font-family:Inter;font-size:%type%px;color:%text%;background:%card%;border:1px solid "
      "%border%;padding:4px}"
      "QMenu::item{padding:5px 24px 5px 24px;border-radius:4px}"
      "QMenu::item:selected{background:%soft%;color:%text%}QMenu::item:disabled{color:%muted%}"
      "QMenu::separator{height:1px;background:%border%;margin:4px 8px}"
      "QMenu::indicator{width:12px;height:12px;left:6px}"
      "QToolTip{font-family:Inter;font-size:%type%px;color:%text%;background:%card%;border:1px solid "
      "%border%;"
      "padding:4px}"
      "QListWidget,QPlainTextEdit{font-family:Inter;font-size:%type%px;color:%text%;background:%card%;border:"
      "1px "
      "solid %border%;border-radius:4px;padding:3px;outline:none;selection-background-color:%accent%;"
      "selection-color:%card%}"
      "QListWidget:focus,QPlainTextEdit:focus{border-color:%accent%}"
      "QListWidget::item{padding:4px 6px;border-radius:3px;color:%text%}"
      "QListWidget::item:selected{background:%soft%;color:%text%}"
      "QProgressBar{background:%window%;border:1px solid %border%;border-radius:3px;height:6px}"
      "QProgressBar::chunk{background:%accent%;border-radius:2px}"
      "QDialog QComboBox,QDialog QSpinBox,QDialog QDoubleSpinBox,QDialog QCheckBox,QDialog "
      "QLabel{font-family:Inter;font-size:%type%px;color:%text%}"
      "QComboBox,QSpinBox,QDoubleSpinBox{background:%card%;border:1px solid %border%;border-radius:4px;"
      "padding:3px 6px;min-height:20px;selection-background-color:%accent%;selection-color:%card%}"
      "QComboBox:hover,QSpinBox:hover,QDoubleSpinBox:hover{border-color:%muted%}"
      "QComboBox:focus,QSpinBox:focus,QDoubleSpinBox:focus{border-color:%accent%}"
      "QComboBox:disabled,QSpinBox:disabled,QDoubleSpinBox:disabled,QDialog QCheckBox:disabled,QDialog "
      "QLabel:disabled"
      "{color:%muted%;background:%window%}"
      "QAbstractSpinBox QLineEdit{border:none;background:transparent;padding:0}"
      "QComboBox::drop-down{border:none;width:20px}"
      "QComboBox::down-arrow,QAbstractSpinBox::down-arrow{image:url(:/icons/"
      "chevron-down.svg);width:10px;height:10px}"
      "QAbstractSpinBox::up-arrow{image:url(:/icons/chevron-up.svg);width:10px;height:10px}"
      "QAbstractSpinBox::up-button,QAbstractSpinBox::down-button{border:none;background:transparent;width:"
      "16px}"
      "QAbstractSpinBox::up-button{subcontrol-position:top right;margin-top:2px}"
      "QAbstractSpinBox::down-button{subcontrol-position:bottom right;margin-bottom:2px}"
      "QComboBox QAbstractItemView{color:%text%;background:%card%;border:1px solid %border%;outline:none;"
      "selection-background-color:%soft%;selection-color:%text%}"
      "QCheckBox::indicator{width:14px;height:14px;border:1px solid "
      "%muted%;border-radius:3px;background:%card%}"
      "QCheckBox::indicator:checked{background:%accent%;border-color:%accent%;image:url(:/icons/check.svg)}"
      "QCheckBox::indicator:disabled{border-color:%border%;background:%window%}"
      "QScrollArea{border:none;background:transparent}"
      "QScrollBar:vertical{width:8px;background:transparent;margin:0}"
      "QScrollBar::handle:vertical{background:%border%;border-radius:3px;min-height:24px;margin:1px}"
      "QScrollBar::handle:vertical:hover{background:%muted%}"
      "QScrollBar::add-line,QScrollBar::sub-line{height:0;width:0}"
      "QScrollBar::add-page,QScrollBar::sub-page{background:transparent}"
      "QScrollBar:horizontal{height:8px;background:transparent;margin:0}"
      "QScrollBar::handle:horizontal{background:%border%;border-radius:3px;min-width:24px;margin:1px}"
      "QSplitter::handle{background:transparent}");
  sheet.replace(QStringLiteral("%type%"), px(1.0));
  sheet.replace(QStringLiteral("%text%"), theme.text.name());
  sheet.replace(QStringLiteral("%muted%"), theme.mutedText.name());
  sheet.replace(QStringLiteral("%card%"), theme.card.name());
  sheet.replace(QStringLiteral("%window%"), theme.window.name());
  sheet.replace(QStringLiteral("%border%"), theme.border.name());
  sheet.replace(QStringLiteral("%accent%"), theme.accent.name());
  sheet.replace(QStringLiteral("%soft%"), theme.accentSoft.name());
  return sheet;
}

}  // namespace arcscope::ui
