#include "ui/figures/film_export.h"

#include "ui/model/background_read.h"
#include "ui/text/core_text.h"

namespace arcscope::ui {

FilmExport::~FilmExport() {
  m_stop.request_stop();
}

void FilmExport::start(std::unique_ptr<Film> film, std::unique_ptr<FilmWriter> writer) {
  m_film = std::move(film);
  m_writer = std::move(writer);
  m_stop = std::stop_source();
  m_index = 0;
  next();
}

void FilmExport::stop() {
  if (!isRunning()) return;
  forget();
  Q_EMIT stopped();
}

void FilmExport::forget() {
  m_stop.request_stop();
  m_film.reset();
  m_writer.reset();
}

void FilmExport::fail(const core::Error& error) {
  forget();
  Q_EMIT failed(coreText(error.message) + QLatin1Char('.'));
}

void FilmExport::next() {
  if (m_index == m_film->frames()) {
    const auto error = m_writer->finish();
    if (error) return fail(*error);
    forget();
    Q_EMIT finished();
    return;
  }
  readInBackground<SnapshotPtr>(
      this,
      [film = m_film, index = m_index, stop = m_stop.get_token()]() -> core::Expected<SnapshotPtr> {
        return film->compute(index, stop);
      },
      [this, film = m_film](const core::Expected<SnapshotPtr>& snapshot) {
        if (film != m_film || !isRunning()) return;  // stopped, or another film by now
        if (!snapshot) return fail(snapshot.error());
        if (!snapshot.value()) return;
        if (const auto error = m_writer->add(film->paint(m_index, snapshot.value()))) return fail(*error);
        ++m_index;
        Q_EMIT progressed(m_index, film->frames());
        if (isRunning()) next();
      });
}

}  // namespace arcscope::ui
