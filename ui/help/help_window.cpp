#include "ui/help/help_window.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>
#include <QVariant>

#include "ui/help/help_topics.h"
#include "ui/panels/button.h"
#include "ui/panels/themed.h"
#include "ui/text/rich_text.h"

namespace arcscope::ui {
namespace {

constexpr const char* topicProperty = "helpTopic";

/// Lists set no indices: "\u03c3_w" is "\u03c3w" there.
QString shortTitle(const HelpTopic& topic) {
  QString title = topic.title;
  return title.remove(QLatin1Char('_'));
}

/// With the papers that it names in full.
QString pageOf(const HelpTopic& topic) {
  QString page = QStringLiteral("## ") + shortTitle(topic) + QStringLiteral("\n\n") + topic.text;
  for (const QString& source : topic.sources)
    page += QStringLiteral("\n\n[%1] %2").arg(source, citation(source));
  return page;
}

}  // namespace

HelpWindow::HelpWindow(const Theme& theme, QWidget* parent)
    : QDialog(parent),
      m_search(new QLineEdit(this)),
      m_list(new QListWidget(this)),
      m_text(new RichText(this)),
      m_bibtex(new Button(tr("Copy BibTeX"), Button::Look::Outline, this)) {
  setObjectName(QStringLiteral("help"));
  setWindowTitle(tr("Help"));
  setFont(theme.font());
  m_search->setObjectName(QStringLiteral("helpSearch"));
  m_search->setPlaceholderText(tr("Search"));
  m_search->setAccessibleName(tr("Search"));
  m_search->setClearButtonEnabled(true);
  m_search->setMinimumHeight(28);
  m_list->setObjectName(QStringLiteral("helpTopics"));
  m_list->setAccessibleName(tr("Topics"));
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);  // long titles end in dots
  m_text->setObjectName(QStringLiteral("helpText"));
  m_text->setAccessibleName(tr("The topic"));
  m_text->setTypeFactor(1.12);
  m_bibtex->setObjectName(QStringLiteral("helpBibtex"));
  m_bibtex->setToolTip(tr("The sources of this topic as BibTeX entries, on the clipboard"));
  auto* left = new QVBoxLayout;
  left->addWidget(m_search);
  left->addWidget(m_list, 1);
  auto* right = new QVBoxLayout;
  right->setSpacing(12);
  right->addWidget(m_text, 1);
  auto* closeButton = new Button(tr("Close"), Button::Look::Quiet, this);
  closeButton->setObjectName(QStringLiteral("helpClose"));
  connect(closeButton, &Button::clicked, this, &QDialog::close);
  auto* foot = new QHBoxLayout;
  foot->addWidget(closeButton);
  foot->addStretch();
  foot->addWidget(m_bibtex);
  right->addLayout(foot);
  auto* page = new QHBoxLayout(this);
  page->setContentsMargins(16, 16, 16, 16);
  page->setSpacing(20);
  page->addLayout(left, 2);
  page->addLayout(right, 5);
  resize(860, 600);
  connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::fill);
  connect(m_list, &QListWidget::currentItemChanged, this, &HelpWindow::follow);
  connect(m_bibtex, &Button::clicked, this, &HelpWindow::copyBibtex);
  applyTheme(this, theme);
  fill({});
}

void HelpWindow::fill(const QString& filter) {
  const QString before = topic();
  m_list->clear();
  for (const HelpTopic& each : helpTopics()) {
    if (!filter.isEmpty() && !each.title.contains(filter, Qt::CaseInsensitive) &&
        !each.text.contains(filter, Qt::CaseInsensitive))
      continue;
    auto* item = new QListWidgetItem(shortTitle(each), m_list);
    item->setData(Qt::UserRole, each.id);
    if (each.id == before) m_list->setCurrentItem(item);
  }
  if (m_list->currentItem() == nullptr) m_list->setCurrentRow(0);
}

QString HelpWindow::topic() const {
  const QListWidgetItem* const item = m_list->currentItem();
  return item == nullptr ? QString() : item->data(Qt::UserRole).toString();
}

void HelpWindow::showTopic(const QString& id) {
  if (helpTopic(id) == nullptr) return;
  m_search->clear();
  for (int row = 0; row < m_list->count(); ++row)
    if (m_list->item(row)->data(Qt::UserRole).toString() == id) m_list->setCurrentRow(row);
}

void HelpWindow::follow() {
  const HelpTopic* const shown = helpTopic(topic());
  m_text->setText(shown == nullptr ? tr("Nothing found.") : pageOf(*shown));
  m_bibtex->setEnabled(shown != nullptr && !shown->sources.isEmpty());
}

void HelpWindow::copyBibtex() {
  if (const HelpTopic* const shown = helpTopic(topic()))
    QApplication::clipboard()->setText(bibtex(shown->sources) + QLatin1Char('\n'));
}

void setHelp(QWidget* widget, const QString& id) {
  const HelpTopic* const topic = helpTopic(id);
  if (topic == nullptr) return;
  widget->setProperty(topicProperty, id);
  widget->setWhatsThis(QStringLiteral("<p><b>%1</b></p><p>%2</p><p><a href=\"%3\">%4</a></p>")
                           .arg(topic->title.toHtmlEscaped(), plainText(topic->summary).toHtmlEscaped(), id,
                                HelpWindow::tr("Formula and source")));
}

QString helpOf(const QWidget* widget) {
  for (; widget != nullptr; widget = widget->parentWidget())
    if (const QString id = widget->property(topicProperty).toString(); !id.isEmpty()) return id;
  return {};
}

}  // namespace arcscope::ui
