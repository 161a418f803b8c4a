#pragma once
#include <QLabel>
#include <QScrollArea>
#include <QWidget>
#include <random>

#include "ui/model/learning_data.h"
#include "ui/model/session.h"
#include "ui/panels/button.h"
#include "ui/panels/point_gallery.h"

namespace arcscope::ui {

/// One end of the curve: its picture large, its class and number. Lit: the next point goes here.
class EndSlot : public KeyButton, public Themed {
  Q_OBJECT

 public:
  EndSlot(bool second, QWidget* parent);
  /// @param ends null: empty
  void setEnds(std::shared_ptr<const core::DataEndpoints> ends, std::int64_t point);
  [[nodiscard]] QSize sizeHint() const override { return {116, 156}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override { update(); }

 private:
  bool m_second;
  std::shared_ptr<const core::DataEndpoints> m_ends;
  std::int64_t m_point = -1;
};

/// Pictures of a few points along the curve between two points of data.
class PathStrip : public QWidget, public Themed {
  Q_OBJECT

 public:
  explicit PathStrip(QWidget* parent);
  void setSubject(const core::Subject& subject);
  [[nodiscard]] QSize sizeHint() const override { return {236, 78}; }
  [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override;
  void themeChanged() override { update(); }

 private:
  core::Subject m_subject;
};

/// Chooses two points of a data set as the curve's end points: by their pictures, at once. Beside the
/// controls, over the views, until it is closed.
class DataPicker : public QWidget, public Themed {
  Q_OBJECT

 public:
  DataPicker(Session& session, LearningData& learning, QWidget* parent = nullptr);

  /// Shows the data that the end points are of, or that is open; takes a first pair where there is none.
  void open();
  /// As large as it gets in `within`, at its left.
  void place(const QRect& within);
  [[nodiscard]] PointGallery* gallery() const { return m_gallery; }

 public Q_SLOTS:
  void swapEnds();
  void takeOtherPair();  ///< two points of different classes, at random

 Q_SIGNALS:
  void refused(const QString& sentence);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override {}  // what lies beneath is not meant
  void wheelEvent(QWheelEvent*) override {}
  void themeChanged() override;

 private:
  void build();
  void openDataMenu();
  void chooseFile();
  void openData(const std::string& name);
  void takeTask();
  void choosePoint(std::int64_t point);
  void choose(std::int64_t first, std::int64_t second);
  void enterPlane();  ///< points of the plane have no ends to choose: the plane is the input
  void follow();
  void showNote();
  /// The points of the open data that are the ends; none: they are other ones.
  [[nodiscard]] std::optional<core::DataPair> pair() const;

  Session& m_session;
  LearningData& m_learning;
  std::mt19937_64 m_random;
  bool m_takesData = false;  ///< the data being opened was chosen here: its points become the ends
  QRect m_within;

  QLabel* m_title = nullptr;
  Button* m_dataButton = nullptr;
  EndSlot* m_firstSlot = nullptr;
  EndSlot* m_secondSlot = nullptr;
  PathStrip* m_strip = nullptr;
  QWidget* m_ends = nullptr;
  QLabel* m_note = nullptr;
  QScrollArea* m_scroll = nullptr;
  PointGallery* m_gallery = nullptr;
};

}  // namespace arcscope::ui
