#include "ui/window/card_column.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <numeric>

namespace arcscope::ui {
namespace {

constexpr int gap = 8;

template <class T>
bool contains(const std::vector<T*>& list, const T* item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

CardColumn::CardColumn(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
}

void CardColumn::addCard(Card* card) {
  card->setParent(this);
  m_cards.push_back(card);
  m_weights.push_back(card->leastHeight());
  connect(card, &Card::hideRequested, this, [this, card] { setShown(card, false); });
  connect(card, &Card::moveRequested, this, [this, card](int by) { moveCard(card, by); });
  connect(card, &Card::tabChosen, this, [this, card](int index) {
    for (const Place& place : m_places)
      if (contains(place.cards, card) && index < static_cast<int>(place.cards.size()))
        return bringToFront(place.cards[static_cast<std::size_t>(index)]);
  });
  connect(card, &Card::dragMoved, this, [this](QPoint global) {
    const int y = mapFromGlobal(global).y();
    int line = height() - 2;
    for (const Place& place : m_places)
      if (y < place.front->geometry().center().y()) {
        line = std::max(1, place.front->y() - gap / 2);
        break;
      }
    if (line == m_dropLine) return;
    m_dropLine = line;
    update();
  });
  connect(card, &Card::dragEnded, this, [this, card](QPoint global) {
    m_dropLine = -1;
    dropAt(card, mapFromGlobal(global).y());
    update();
  });
  arrange();
}

bool CardColumn::isShown(const Card* card) const {
  return !contains(m_hidden, card);
}

void CardColumn::setShown(Card* card, bool shown) {
  if (shown == isShown(card)) return;
  if (shown)
    std::erase(m_hidden, card);
  else
    m_hidden.push_back(card);
  if (shown)
    bringToFront(card);
  else
    arrange();
  Q_EMIT shownChanged();
}

void CardColumn::bringToFront(Card* card) {
  std::erase(m_fronts, card);
  m_fronts.push_back(card);
  arrange();
}

void CardColumn::lend(Card* card) {
  m_lent = card;
  arrange();
}

void CardColumn::takeBack(Card* card) {
  card->setParent(this);
  m_lent = nullptr;
  arrange();
}

std::vector<CardColumn::Place> CardColumn::places() const {
  std::vector<Place> result;
  for (Card* card : m_cards)
    if (card != m_lent && isShown(card)) result.push_back({{card}, card});
  const auto least = [](const Place& place) {
    int height = 0;
    for (const Card* card : place.cards) height = std::max(height, card->leastHeight());
    return height;
  };
  const auto needed = [&] {
    int sum = gap * (static_cast<int>(result.size()) - 1);
    for (const Place& place : result) sum += least(place);
    return sum;
  };
  while (result.size() > 1 && needed() > height()) {
    // Join the neighbours that are most alike in height: charts go to charts. The lower pair where several
    // are.
    std::size_t best = 0;
    int smallest = -1;
    for (std::size_t i = 0; i + 1 < result.size(); ++i) {
      const int difference = std::abs(least(result[i]) - least(result[i + 1]));
      if (smallest < 0 || difference <= smallest) {
        smallest = difference;
        best = i;
      }
    }
    auto& into = result[best].cards;
    into.insert(into.end(), result[best + 1].cards.begin(), result[best + 1].cards.end());
    result.erase(result.begin() + static_cast<std::ptrdiff_t>(best) + 1);
  }
  for (Place& place : result)
    for (Card* card : m_fronts)  // the latest wins
      if (contains(place.cards, card)) place.front = card;
  return result;
}

void CardColumn::arrange() {
  m_places = places();
  for (Card* card : m_cards)
    if (card != m_lent &&
        !std::any_of(m_places.begin(), m_places.end(), [&](const Place& p) { return p.front == card; }))
      card->hide();
  setVisible(!m_places.empty());  // its room goes to the images
  if (m_places.empty()) return;
  const auto weightOf = [&](const Place& place) {
    const auto index = std::find(m_cards.begin(), m_cards.end(), place.cards.front()) - m_cards.begin();
    return m_weights[static_cast<std::size_t>(index)];
  };
  double total = 0.0;
  for (const Place& place : m_places) total += weightOf(place);
  const int room = height() - gap * (static_cast<int>(m_places.size()) - 1);
  double before = 0.0;
  int y = 0;
  for (std::size_t i = 0; i < m_places.size(); ++i) {
    const Place& place = m_places[i];
    before += weightOf(place);
    const int bottom = static_cast<int>(i) * gap + static_cast<int>(room * before / total);
    QStringList titles;
    for (const Card* card : place.cards) titles << card->shortTitle();
    const auto own = std::find(place.cards.begin(), place.cards.end(), place.front) - place.cards.begin();
    place.front->setTabs(place.cards.size() > 1 ? titles : QStringList(), static_cast<int>(own));
    place.front->setGeometry(0, y, width(), std::max(0, bottom - y));
    place.front->show();
    y = bottom + gap;
  }
}

void CardColumn::moveCard(Card* card, int by) {
  const auto at = std::find(m_cards.begin(), m_cards.end(), card) - m_cards.begin();
  auto to = at + by;
  while (to >= 0 && to < std::ssize(m_cards) && !isShown(m_cards[static_cast<std::size_t>(to)])) to += by;
  if (to < 0 || to >= std::ssize(m_cards)) return;
  std::swap(m_cards[static_cast<std::size_t>(at)], m_cards[static_cast<std::size_t>(to)]);
  std::swap(m_weights[static_cast<std::size_t>(at)], m_weights[static_cast<std::size_t>(to)]);
  arrange();
  Q_EMIT shownChanged();
}

void CardColumn::dropAt(Card* card, int y) {
  Card* before = nullptr;  // the card that will follow; null: at the end
  for (const Place& place : m_places)
    if (y < place.front->geometry().center().y()) {
      before = place.cards.front();
      break;
    }
  if (before == card) return;
  const auto from = std::find(m_cards.begin(), m_cards.end(), card) - m_cards.begin();
  const double weight = m_weights[static_cast<std::size_t>(from)];
  m_cards.erase(m_cards.begin() + from);
  m_weights.erase(m_weights.begin() + from);
  const auto to =
      before ? std::find(m_cards.begin(), m_cards.end(), before) - m_cards.begin() : std::ssize(m_cards);
  m_cards.insert(m_cards.begin() + to, card);
  m_weights.insert(m_weights.begin() + to, weight);
  arrange();
  Q_EMIT shownChanged();
}

QString CardColumn::arrangement() const {
  QStringList words;
  for (const Card* card : m_cards)
    words << (isShown(card) ? QString() : QStringLiteral("-")) + card->objectName();
  return words.join(QLatin1Char(' '));
}

void CardColumn::setArrangement(const QString& text) {
  std::vector<Card*> order;
  std::vector<double> weights;
  std::vector<Card*> hidden;
  const auto take = [&](Card* card) {
    const auto index = std::find(m_cards.begin(), m_cards.end(), card) - m_cards.begin();
    order.push_back(card);
    weights.push_back(m_weights[static_cast<std::size_t>(index)]);
  };
  for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const bool hide = word.startsWith(QLatin1Char('-'));
    const QString name = hide ? word.mid(1) : word;
    for (Card* card : m_cards)
      if (card->objectName() == name && !contains(order, card)) {
        take(card);
        if (hide) hidden.push_back(card);
      }
  }
  for (Card* card : m_cards)
    if (!contains(order, card)) {
      take(card);
      if (contains(m_hidden, card)) hidden.push_back(card);
    }
  m_cards = order;
  m_weights = weights;
  m_hidden = hidden;
  arrange();
  Q_EMIT shownChanged();
}

Card* CardColumn::cardNamed(const QString& name) const {
  const auto found = std::find_if(m_cards.begin(), m_cards.end(),
                                  [&](const Card* card) { return card->objectName() == name; });
  return found == m_cards.end() ? nullptr : *found;
}

void CardColumn::resizeEvent(QResizeEvent*) {
  arrange();
}

void CardColumn::paintEvent(QPaintEvent*) {
  if (m_dropLine < 0) return;
  QPainter(this).fillRect(QRect(0, m_dropLine - 1, width(), 2), theme().accent);
}

int CardColumn::gapAt(int y) const {
  for (std::size_t i = 0; i + 1 < m_places.size(); ++i)
    if (y > m_places[i].front->geometry().bottom() && y < m_places[i + 1].front->y())
      return static_cast<int>(i);
  return -1;
}

void CardColumn::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) m_draggedGap = gapAt(event->pos().y());
}

void CardColumn::mouseMoveEvent(QMouseEvent* event) {
  if (m_draggedGap < 0) {
    setCursor(gapAt(event->pos().y()) >= 0 ? Qt::SplitVCursor : Qt::ArrowCursor);
    return;
  }
  const Place& upper = m_places[static_cast<std::size_t>(m_draggedGap)];
  const Place& lower = m_places[static_cast<std::size_t>(m_draggedGap) + 1];
  const int top = upper.front->y();
  const int bottom = lower.front->geometry().bottom();
  constexpr int least = 90;
  if (bottom - top < 2 * least + gap) return;
  const int y = std::clamp(event->pos().y(), top + least, bottom - least);
  const auto indexOf = [&](const Place& place) {
    return static_cast<std::size_t>(std::find(m_cards.begin(), m_cards.end(), place.cards.front()) -
                                    m_cards.begin());
  };
  const double both = m_weights[indexOf(upper)] + m_weights[indexOf(lower)];
  const double share = static_cast<double>(y - gap / 2 - top) / (bottom - top - gap);
  m_weights[indexOf(upper)] = both * share;
  m_weights[indexOf(lower)] = both * (1.0 - share);
  arrange();
}

void CardColumn::mouseReleaseEvent(QMouseEvent*) {
  m_draggedGap = -1;
}

}  // namespace arcscope::ui
