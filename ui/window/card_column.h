#pragma once
#include <QWidget>
#include <vector>

#include "ui/panels/themed.h"
#include "ui/window/card.h"

namespace arcscope::ui {

/// The cards above each other. Where the column is too low for all of them, neighbours share a place and
/// become tabs. The gaps between places are dragged to share the height; a card is dragged by its title to
/// another place.
class CardColumn : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit CardColumn(QWidget* parent = nullptr);

  void addCard(Card* card);
  [[nodiscard]] const std::vector<Card*>& cards() const { return m_cards; }  ///< from top to bottom
  [[nodiscard]] bool isShown(const Card* card) const;
  void setShown(Card* card, bool shown);
  void bringToFront(Card* card);  ///< where it is one of several tabs
  /// Takes the card out of the column's layout while it is enlarged elsewhere, and back.
  void lend(Card* card);
  void takeBack(Card* card);
  /// Order and hidden cards as text, and back; unknown names are skipped,
  /// cards without a name in it follow as they are.
  [[nodiscard]] QString arrangement() const;
  void setArrangement(const QString& text);
  [[nodiscard]] Card* cardNamed(const QString& name) const;  ///< null: none

 Q_SIGNALS:
  void shownChanged();  ///< which cards are shown, or their order

 protected:
  void resizeEvent(QResizeEvent*) override;
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void themeChanged() override { update(); }

 private:
  struct Place {
    std::vector<Card*> cards;
    Card* front = nullptr;
  };
  [[nodiscard]] std::vector<Place> places() const;
  void arrange();
  void moveCard(Card* card, int by);
  void dropAt(Card* card, int y);
  [[nodiscard]] int gapAt(int y) const;

  std::vector<Card*> m_cards;
  std::vector<Card*> m_hidden;
  std::vector<Card*> m_fronts;    // cards that were brought to the front of their place
  std::vector<Place> m_places;    // as laid out
  std::vector<double> m_weights;  // one a card, its share of the height
  Card* m_lent = nullptr;
  int m_draggedGap = -1;
  int m_dropLine = -1;
};

}  // namespace arcscope::ui
