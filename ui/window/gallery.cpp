#include "ui/window/gallery.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/lecture/tour.h"
#include "ui/plots/label.h"

namespace arcscope::ui {

namespace {

constexpr QSize cardSize(226, 218);
constexpr int pictureHeight = 132;
constexpr int widestSheet = 1416;
constexpr int gapBetween = 12;

}  // namespace

/// One picture with its title and story.
class GalleryCard : public KeyButton, public Themed {
 public:
  GalleryCard(const QString& name, const QString& title, const QString& story, QWidget* parent)
      : KeyButton(parent), m_name(name), m_story(story) {
    setObjectName(QStringLiteral("gallery_") + name);
    setText(title);
    setToolTip(story);
    setAccessibleName(title);
    setAccessibleDescription(story);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(cardSize);
  }
  [[nodiscard]] bool matches(const QString& words) const {
    return words.isEmpty() || text().contains(words, Qt::CaseInsensitive) ||
           m_story.contains(words, Qt::CaseInsensitive) || m_name.contains(words, Qt::CaseInsensitive);
  }

 protected:
  void themeChanged() override {
    m_picture = {};
    update();
  }
  void paintEvent(QPaintEvent*) override {
    if (m_picture.isNull()) m_picture = QPixmap(pictureFile());
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF box = QRectF(rect()).adjusted(1.0, 1.0, -1.0, -1.0);
    const bool lit = underMouse() || hasFocus() || isDown();
    painter.setPen(QPen(lit ? theme().accent : theme().border, hasFocus() ? 2.0 : 1.0));
    painter.setBrush(theme().card);
    painter.drawRoundedRect(box, 6.0, 6.0);
    const QRectF room(box.left() + 6.0, box.top() + 6.0, box.width() - 12.0, pictureHeight);
    if (!m_picture.isNull()) {
      const QSizeF size = QSizeF(m_picture.size()).scaled(room.size(), Qt::KeepAspectRatio);
      painter.drawPixmap(QRectF(room.center() - QPointF(0.5 * size.width(), 0.5 * size.height()), size),
                         m_picture, QRectF(m_picture.rect()));
    }
    painter.setPen(theme().text);
    painter.setFont(theme().font(1.0, QFont::DemiBold));
    const QRectF words(box.left() + 10.0, room.bottom() + 4.0, box.width() - 20.0, 22.0);
    const QString shown =
        painter.fontMetrics().elidedText(text(), Qt::ElideRight, static_cast<int>(words.width()));
    drawLabel(painter, words, Qt::AlignLeft, shown);
    painter.setPen(theme().mutedText);
    painter.setFont(theme().font(0.92));
    painter.setClipRect(box);
    painter.drawText(QRectF(words.left(), words.bottom(), words.width(), 48.0), Qt::TextWordWrap, m_story);
  }

 private:
  [[nodiscard]] QString pictureFile() const {
    const bool dark = theme().kind == Theme::Kind::Dark;
    return QStringLiteral(":/thumbnails/%1%2.png").arg(m_name, dark ? QStringLiteral("-dark") : QString());
  }

  QString m_name;
  QString m_story;
  QPixmap m_picture;  ///< once it was seen
};

Gallery::Gallery(QWidget* parent)
    : QWidget(parent),
      m_sheet(new QWidget(this)),
      m_search(new QLineEdit(this)),
      m_scroll(new QScrollArea(this)) {
  setObjectName(QStringLiteral("gallery"));
  setAccessibleName(tr("Gallery"));
  setFocusPolicy(Qt::StrongFocus);
  m_search->setObjectName(QStringLiteral("gallerySearch"));
  m_search->setPlaceholderText(tr("Search figures and tours"));
  m_search->setAccessibleName(tr("Search"));
  m_search->setClearButtonEnabled(true);
  m_search->setFixedHeight(30);
  m_scroll->setWidget(m_sheet);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->setFocusPolicy(Qt::NoFocus);
  m_scroll->viewport()->setAutoFillBackground(false);
  m_sheet->setAutoFillBackground(false);
  m_column = new QVBoxLayout(m_sheet);
  m_column->setContentsMargins(0, 0, 0, 24);
  m_column->setSpacing(8);
  addSection(tr("Tours"));
  for (const ShippedTour& tour : shippedTours())
    addCard(QStringLiteral("tour-") + tour.name, tour.title, tour.summary, [this, &tour] {
      hide();
      Q_EMIT tourChosen(tour.file);
    });
  QString source;
  for (const Preset& preset : presets()) {
    if (preset.source != source) addSection(preset.source);
    source = preset.source;
    addCard(preset.name, preset.title, preset.story, [this, &preset] {
      hide();
      Q_EMIT presetChosen(preset);
    });
  }
  m_column->addStretch();
  connect(m_search, &QLineEdit::textChanged, this, &Gallery::arrange);
  connect(m_search, &QLineEdit::returnPressed, this, [this] {
    for (GalleryCard* card : cards())
      if (!card->isHidden()) return card->click();
  });
  hide();
}

Gallery::Section& Gallery::addSection(const QString& title) {
  auto* label = new QLabel(title, m_sheet);
  auto* box = new QWidget(m_sheet);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(0, 0, 0, 10);
  grid->setSpacing(gapBetween);
  grid->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  m_column->addWidget(label);
  m_column->addWidget(box);
  return m_sections.emplace_back(Section{label, box, {}});
}

void Gallery::addCard(const QString& name, const QString& title, const QString& story,
                      const std::function<void()>& choose) {
  Section& section = m_sections.back();
  auto* card = new GalleryCard(name, title, story, section.box);
  connect(card, &GalleryCard::clicked, this, choose);
  section.cards.push_back(card);
}

std::vector<GalleryCard*> Gallery::cards() const {
  std::vector<GalleryCard*> all;
  for (const Section& section : m_sections) all.insert(all.end(), section.cards.begin(), section.cards.end());
  return all;
}

int Gallery::shownCards() const {
  const auto all = cards();
  return static_cast<int>(
      std::ranges::count_if(all, [](const GalleryCard* card) { return !card->isHidden(); }));
}

void Gallery::open() {
  setGeometry(parentWidget()->rect());
  m_search->clear();
  arrange();
  show();
  raise();
  m_search->setFocus();
}

void Gallery::dismiss() {
  hide();
  parentWidget()->setFocus();
}

void Gallery::arrange() {
  const int wide = std::min(width() - 64, widestSheet);
  const int columns = std::max(1, (wide + gapBetween) / (cardSize.width() + gapBetween));
  for (Section& section : m_sections) {
    auto* grid = static_cast<QGridLayout*>(section.box->layout());
    int shown = 0;
    for (GalleryCard* card : section.cards) {
      grid->removeWidget(card);
      const bool fits = card->matches(m_search->text().trimmed());
      card->setVisible(fits);
      if (!fits) continue;
      grid->addWidget(card, shown / columns, shown % columns);
      ++shown;
    }
    section.title->setVisible(shown > 0);
    section.box->setVisible(shown > 0);
  }
}

void Gallery::resizeEvent(QResizeEvent*) {
  const int wide = std::min(width() - 64, widestSheet);
  const int left = (width() - wide) / 2;
  m_search->setGeometry(left + wide - 300, 22, 300, 30);
  m_scroll->setGeometry(left, 66, wide + 16, height() - 66);
  arrange();
}

void Gallery::moveFocus(int key) {
  std::vector<GalleryCard*> shown;
  for (GalleryCard* card : cards())
    if (!card->isHidden()) shown.push_back(card);
  if (shown.empty()) return;
  auto at = std::ranges::find_if(shown, [](const GalleryCard* card) { return card->hasFocus(); });
  if (at == shown.end()) return shown.front()->setFocus();
  const QPoint here = (*at)->mapTo(m_sheet, QPoint());
  const bool across = key == Qt::Key_Left || key == Qt::Key_Right;
  const bool onwards = key == Qt::Key_Right || key == Qt::Key_Down;
  if (across) {
    const auto index = at - shown.begin() + (onwards ? 1 : -1);
    if (index < 0 || index >= static_cast<std::ptrdiff_t>(shown.size())) return;
    at = shown.begin() + index;
  } else {  // the nearest in the next row
    GalleryCard* best = nullptr;
    int nearest = 0;
    for (GalleryCard* card : shown) {
      const QPoint away = card->mapTo(m_sheet, QPoint()) - here;
      if (onwards ? away.y() <= 0 : away.y() >= 0) continue;
      const int distance = 4 * std::abs(away.y()) + std::abs(away.x());
      if (best != nullptr && distance >= nearest) continue;
      best = card;
      nearest = distance;
    }
    if (best == nullptr) return;
    at = std::ranges::find(shown, best);
  }
  (*at)->setFocus();
  m_scroll->ensureWidgetVisible(*at, 0, 40);
}

void Gallery::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Escape:
      dismiss();
      break;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      moveFocus(event->key());
      break;
    default:
      if (!event->text().isEmpty() && event->text().front().isLetterOrNumber()) {
        m_search->setFocus();
        m_search->setText(event->text());
      }
  }
}

void Gallery::mousePressEvent(QMouseEvent*) {
  dismiss();  // beside the pictures
}

void Gallery::themeChanged() {
  QPalette colours = palette();
  colours.setColor(QPalette::WindowText, theme().mutedText);
  for (const Section& section : m_sections) {
    section.title->setPalette(colours);
    section.title->setFont(theme().font(1.0, QFont::DemiBold));
  }
  update();
}

void Gallery::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), theme().window);
  painter.setPen(theme().text);
  painter.setFont(theme().font(1.5, QFont::DemiBold));
  painter.drawText(QRect(m_scroll->x(), 20, 400, 36), Qt::AlignVCenter, tr("Gallery"));
}

}  // namespace arcscope::ui
