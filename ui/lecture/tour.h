#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

#include "ui/model/animation.h"
#include "ui/session/session_file.h"

namespace arcscope::ui {

/// One step of a lecture. Texts are Markdown with formulas between `$` signs.
struct TourStep {
  QString title;
  QString text;
  QString question;                     ///< shown with the text; empty: none
  QString answer;                       ///< shown at the next press
  QString notes;                        ///< for the lecturer alone
  std::optional<SessionContent> state;  ///< what is on view; none: what the step before left
  QString preset;                       ///< in place of `state`: a figure of the literature by its name
  QStringList points;                   ///< what to point at: see resources/tours.md
  std::optional<Animation> animation;   ///< plays when the step is shown
};

/// A lecture: a list of steps.
struct Tour {
  QString title;
  QString summary;
  QString author;
  QStringList sources;  ///< as the help names papers: "R17"
  std::vector<TourStep> steps;
};

/// What was read, and what could not be: a sentence each, for a person.
struct ReadTour {
  Tour tour;
  QStringList remarks;
};

inline constexpr int tourFormat = 1;  ///< `arcscope_tour` in the files that are written
inline constexpr const char* tourSuffix = "arctour";
inline constexpr std::size_t mostSteps = 1000;

/// The tour as one JSON object, see resources/tours.md. The error: a state too large for memory.
[[nodiscard]] core::Expected<QByteArray> tourText(const Tour& tour);
/// Reads what tourText() or a person wrote: what cannot be read of a step is left out with a remark. An error
/// is what makes the whole of no use. @param tour as of tourText().
[[nodiscard]] core::Expected<ReadTour> tourFromText(const QByteArray& text);

/// Whether `file` is named as a tour.
[[nodiscard]] bool isTour(const QString& file);
/// What the file holds. Errors name it.
[[nodiscard]] core::Expected<ReadTour> readTour(const QString& file);
/// Writes tourText() atomically.
[[nodiscard]] std::optional<core::Error> writeTour(const QString& file, const Tour& tour);

/// The tours that come with the program, in the order in which they are to be shown.
struct ShippedTour {
  QString name;  ///< as --tour takes it: "trajectory"
  QString file;  ///< within the program
  QString title;
  QString summary;
};
[[nodiscard]] const std::vector<ShippedTour>& shippedTours();

}  // namespace arcscope::ui
