#pragma once
#include <QObject>
#include <memory>

#include "ui/figures/film_file.h"

namespace arcscope::ui {

/// Writes a film while the window stays alive: frames are computed on another thread, painted and written
/// between events. GUI thread only.
class FilmExport : public QObject {
  Q_OBJECT

 public:
  using QObject::QObject;
  ~FilmExport() override;

  [[nodiscard]] bool isRunning() const { return m_writer != nullptr; }
  /// @pre !isRunning()
  void start(std::unique_ptr<Film> film, std::unique_ptr<FilmWriter> writer);

 public Q_SLOTS:
  void stop();  ///< nothing remains of the film; of a sequence the frames so far

 Q_SIGNALS:
  void progressed(int done, int frames);
  void finished();
  void failed(const QString& sentence);  ///< and it is over
  void stopped();

 private:
  void next();
  void fail(const core::Error& error);
  void forget();

  std::shared_ptr<Film> m_film;  // a thread may still be computing
  std::unique_ptr<FilmWriter> m_writer;
  std::stop_source m_stop;
  int m_index = 0;
};

}  // namespace arcscope::ui
