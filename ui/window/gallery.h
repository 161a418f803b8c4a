#pragma once
#include <QWidget>
#include <functional>
#include <vector>

#include "ui/figures/presets.h"
#include "ui/panels/button.h"
#include "ui/panels/themed.h"

class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace arcscope::ui {

class GalleryCard;

/// All figures of the literature and all tours with their pictures, over the window. Arrows go from picture
/// to picture, Return opens one, letters search, Escape closes.
class Gallery : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit Gallery(QWidget* parent);
  void open();
  void dismiss();
  [[nodiscard]] int shownCards() const;  ///< that the search leaves

 Q_SIGNALS:
  void presetChosen(const arcscope::ui::Preset& preset);
  void tourChosen(const QString& file);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void themeChanged() override;

 private:
  struct Section {
    QLabel* title;
    QWidget* box;
    std::vector<GalleryCard*> cards;
  };
  Section& addSection(const QString& title);
  void addCard(const QString& name, const QString& title, const QString& story,
               const std::function<void()>& choose);
  void arrange();
  void moveFocus(int key);
  [[nodiscard]] std::vector<GalleryCard*> cards() const;

  QWidget* m_sheet;
  QLineEdit* m_search;
  QScrollArea* m_scroll;
  QVBoxLayout* m_column;
  std::vector<Section> m_sections;
};

}  // namespace arcscope::ui
