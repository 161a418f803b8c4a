#pragma once
#include <QImage>
#include <QObject>

#include "ui/model/newest_first.h"
#include "ui/plots/region_picture.h"

namespace arcscope::ui {

/// What a picture of regions shows, and how large.
struct RegionPictureRequest {
  RegionMapPtr map;
  RegionLook look;
  PlaneFrame frame;    ///< in logical pixels
  double ratio = 1.0;  ///< of the device's pixels to them
  Theme theme;
};

/// Whether both ask for the same pixels.
[[nodiscard]] bool samePicture(const RegionPictureRequest& first, const RegionPictureRequest& second);

struct RegionPicture {
  RegionPictureRequest of;
  RegionFills fills;
  QImage image;  ///< null: there is none
};

/// Draws the picture, in at most tens of milliseconds for a map of 100 000 regions.
[[nodiscard]] RegionPicture drawnPicture(const RegionPictureRequest& request);

/// Whether drawing takes a good part of a frame, by the number of boundaries and of filled pixels.
[[nodiscard]] bool takesLong(const RegionPictureRequest& request);

/// Draws pictures on a thread of its own, so that a large map never holds the window up. Only the picture of
/// the newest request is delivered. For the GUI thread.
class RegionPainter : public QObject {
  Q_OBJECT

 public:
  explicit RegionPainter(QObject* parent = nullptr);

  /// Nothing happens while this picture is being drawn already.
  void request(const RegionPictureRequest& request);
  /// True from a request() until its picture was delivered.
  [[nodiscard]] bool isBusy() const { return m_busy; }

 Q_SIGNALS:
  void pictureReady(const arcscope::ui::RegionPicture& picture);

 private:
  void deliver(const RegionPicture& picture, std::uint64_t generation);

  RegionPictureRequest m_last;  ///< while busy
  bool m_busy = false;
  NewestFirst<RegionPictureRequest> m_worker;  // last: joined before anything it uses is gone
};

}  // namespace arcscope::ui
