#pragma once
#include <QByteArray>
#include <QString>
#include <QStringList>

#include "core/data/open_task.h"
#include "core/explorer/snapshot.h"
#include "core/learning/training_choice.h"
#include "ui/model/display.h"
#include "ui/model/pins.h"

namespace arcscope::ui {

/// All that a person set in the window: what a session file keeps.
struct SessionContent {
  core::Subject subject;
  core::ViewChoice view;
  DisplayChoice display;
  std::vector<Pin> pins{};  ///< without their snapshots when they were read
  double t = 0.3;           ///< the shared t
  int layer = 8;            ///< the selected layer
  core::TrainingChoice training;
  core::DataChoice data{.name = "fashion-mnist-sample"};
};

/// What was read, and what could not be: a sentence each, for a person.
struct ReadSession {
  SessionContent content;
  QStringList remarks;
};

inline constexpr int sessionFormat = 1;  ///< in the files that are written
inline constexpr const char* sessionFormatKey = "arcscope_session";
inline constexpr const char* sessionSuffix = "arcscope";
/// The name in the setting of a network that only the session holds.
inline constexpr const char* networkOfSession = "(of the session)";
inline constexpr const char* linkPrefix = "arcscope:";

/// The session as one JSON object:
///   arcscope_session   1, the format's version
///   version            of the program
///   setting            as core::toJson writes it
///   view, display, training, data      plain values
///   t, layer           what the views point at
///   pins               states beside it: a list of objects with name, setting, view, network or endpoints
///   network            a loaded or trained network with its end points, a safetensors file in base 64
///   endpoints          end points of a drawn network from a file or a data set, likewise
/// The error: a network too large for memory. A network that `subject` names but does not hold stays a name.
[[nodiscard]] core::Expected<QByteArray> sessionText(const SessionContent& content);

/// The same object without what is as at the start-up, and without the program's version: a state within
/// another file.
[[nodiscard]] core::Expected<QByteArray> sessionDifferences(const SessionContent& content);

/// Weights of a loaded network that a session would hold.
[[nodiscard]] double numbersHeld(const core::Subject& subject);

/// Reads what sessionText() of this or another version wrote: keys that are unknown or hold something else
/// than they should are left out, with a remark. An error is what makes the whole of no use. Touches the
/// files of a data set that the end points come from; where they are not there, the end points are those of
/// the session. Cost: memory of a small multiple of the text.
[[nodiscard]] core::Expected<ReadSession> sessionFromText(const QByteArray& text);

/// "arcscope:?sigma_w=2.5&depth=8&view.image=h", what differs from the start-up state but pins and the order
/// of cards: short enough for a message. The error: a network or end points from a
/// file, which a text cannot hold.
[[nodiscard]] core::Expected<QString> linkText(const SessionContent& content);
/// Reads it in the manner of sessionFromText().
[[nodiscard]] core::Expected<ReadSession> sessionFromLink(const QString& link);

/// What an exported figure (PNG, SVG, PDF) or its numbers (CSV, JSON) carry of setting and choices. The error
/// where `bytes` are no such file.
[[nodiscard]] core::Expected<ReadSession> sessionFromFigure(const QByteArray& bytes);

/// Text of another program may begin with one (U+FEFF in UTF-8).
[[nodiscard]] inline QByteArray withoutByteOrderMark(const QByteArray& text) {
  return text.startsWith("\xEF\xBB\xBF") ? text.sliced(3) : text;
}

/// Whether `file` has the suffix of sessions.
[[nodiscard]] bool isNamedAsSession(const QString& file);
/// Whether `file` has the suffix of sessions, or begins as a session or a figure does; false too where it
/// cannot be read.
[[nodiscard]] bool isSessionOrFigure(const QString& file);
/// What such a file holds. Errors name the file.
[[nodiscard]] core::Expected<ReadSession> readSession(const QString& file);
/// What a link or such a file, named by a person, holds.
[[nodiscard]] core::Expected<ReadSession> sessionNamed(const QString& linkOrFile);
/// Writes sessionText() atomically.
[[nodiscard]] std::optional<core::Error> writeSession(const QString& file, const SessionContent& content);

}  // namespace arcscope::ui
