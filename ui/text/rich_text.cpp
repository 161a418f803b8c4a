#include "ui/text/rich_text.h"

#include <QAbstractTextDocumentLayout>
#include <QTextBlock>
#include <QTextCursor>
#include <cmath>

#include "ui/text/formula.h"
#include "ui/text/formula_object.h"

namespace arcscope::ui {
namespace {

constexpr int formulaType = QTextFormat::UserObject + 1;
constexpr char16_t placeholder = 0xe000;  ///< private use: stands for a formula while Markdown is read
constexpr qsizetype mostFormulas = 1000;

/// Takes the formulas out of `markdown`; in their place stand characters that number them.
QString withoutFormulas(const QString& markdown, QStringList& formulas) {
  QString rest;
  for (qsizetype at = 0; at < markdown.size(); ++at) {
    const QChar c = markdown[at];
    if (c == QLatin1Char('\\') && at + 1 < markdown.size() && markdown[at + 1] == QLatin1Char('$')) {
      rest += QLatin1Char('$');
      ++at;
      continue;
    }
    const qsizetype end = c == QLatin1Char('$') ? markdown.indexOf(QLatin1Char('$'), at + 1) : -1;
    if (end < 0 || formulas.size() == mostFormulas) {
      rest += c;
      continue;
    }
    rest += QChar(static_cast<char16_t>(placeholder + formulas.size()));
    formulas << markdown.mid(at + 1, end - at - 1);
    at = end;
  }
  return rest;
}

}  // namespace

RichText::RichText(QWidget* parent) : QTextBrowser(parent), m_formulas(new FormulaObject(this)) {
  setFrameShape(QFrame::NoFrame);
  setOpenLinks(false);
  setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  viewport()->setAutoFillBackground(false);
  document()->setDocumentMargin(0.0);
  rebuild();
}

RichText::~RichText() = default;

void RichText::setText(const QString& markdown) {
  if (markdown == m_markdown) return;
  m_markdown = markdown;
  rebuild();
}

void RichText::setTypeFactor(double factor) {
  m_factor = factor;
  rebuild();
}

int RichText::heightFor(int width) const {
  const std::unique_ptr<QTextDocument> copy(document()->clone());
  copy->documentLayout()->registerHandler(formulaType, m_formulas);
  copy->setTextWidth(width);
  return static_cast<int>(std::ceil(copy->size().height()));
}

void RichText::themeChanged() {
  rebuild();
}

void RichText::rebuild() {
  QTextDocument* const text = document();
  const QFont font = theme().font(m_factor);
  text->setDefaultFont(font);
  QPalette colours = palette();
  colours.setColor(QPalette::Text, theme().text);
  colours.setColor(QPalette::Link, theme().accent);
  colours.setColor(QPalette::Base, Qt::transparent);
  setPalette(colours);
  QStringList formulas;
  text->setMarkdown(withoutFormulas(m_markdown, formulas), QTextDocument::MarkdownDialectGitHub);
  text->documentLayout()->registerHandler(formulaType, m_formulas);
  for (QTextBlock block = text->begin(); block.isValid(); block = block.next()) {
    QTextCursor cursor(block);
    QTextBlockFormat format = block.blockFormat();
    format.setBottomMargin(0.5 * font.pixelSize());
    format.setTopMargin(block == text->begin() ? 0.0 : format.topMargin());
    format.setLineHeight(118.0, QTextBlockFormat::ProportionalHeight);
    cursor.setBlockFormat(format);
    // The embedded face has no bolder weight than this; a heavier one would be smeared.
    for (QTextBlock::iterator piece = block.begin(); !piece.atEnd(); ++piece) {
      if (piece.fragment().charFormat().fontWeight() <= QFont::DemiBold) continue;
      QTextCharFormat lighter;
      lighter.setFontWeight(QFont::DemiBold);
      QTextCursor bold(block);
      bold.setPosition(piece.fragment().position());
      bold.setPosition(piece.fragment().position() + piece.fragment().length(), QTextCursor::KeepAnchor);
      bold.mergeCharFormat(lighter);
      piece = block.begin();  // the pieces are others now
    }
  }
  for (qsizetype i = 0; i < formulas.size(); ++i) {
    QTextCursor cursor = text->find(QString(QChar(static_cast<char16_t>(placeholder + i))));
    if (cursor.isNull()) continue;
    QTextCharFormat object;
    object.setObjectType(formulaType);
    object.setProperty(texProperty, formulas[i]);
    object.setFont(font);
    object.setForeground(theme().text);
    object.setVerticalAlignment(formulaAlignment(formulas[i], font));
    cursor.insertText(QString(QChar::ObjectReplacementCharacter), object);
  }
  setAccessibleDescription(plainText(m_markdown));
}

QString plainText(const QString& markdown) {
  QStringList formulas;
  QTextDocument text;
  text.setMarkdown(withoutFormulas(markdown, formulas), QTextDocument::MarkdownDialectGitHub);
  QString plain = text.toPlainText();
  for (qsizetype i = 0; i < formulas.size(); ++i)
    plain.replace(QChar(static_cast<char16_t>(placeholder + i)), spokenFormula(formulas[i]));
  return plain;
}

}  // namespace arcscope::ui
