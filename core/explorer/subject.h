#pragma once
#include <memory>

#include "core/data/data_points.h"
#include "core/network/safetensors.h"
#include "core/setting/setting.h"
#include "core/support/expected.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// A setting together with what its file names refer to, read once: everything that a computation needs, so
/// that core touches no file afterwards. Cheap to copy.
struct Subject {
  Setting setting;
  std::shared_ptr<const LoadedNetwork> loaded = nullptr;    ///< null: the network is drawn
  std::shared_ptr<const Plane> plane = nullptr;             ///< null: the plane is drawn
  std::shared_ptr<const DataEndpoints> dataEnds = nullptr;  ///< null: its ends are no points of a data set
  /// The same setting and the same objects from files.
  friend bool operator==(const Subject&, const Subject&) = default;
};

/// Whether the network is convolutional: then its curves are sampled, and what needs a chain of matrices
/// (exact figures, regions, Jacobians, studies of weights) does not apply.
[[nodiscard]] inline bool isConvolutional(const Subject& subject) {
  return subject.loaded && subject.loaded->convolutional;
}
/// Why that does not apply, for a person.
inline constexpr const char* convolutionalReason = "not computed for convolutional networks";

/// First thing wrong with the setting, or with end points of another dimension than its input, in one
/// sentence.
[[nodiscard]] std::optional<Error> validate(const Subject& subject);

/// Reads the files and data that `setting` names and validates it against them. End points may be a file or
/// two points of a data set (core/data/data_points.h), which fix the input dimension of a drawn network. A
/// network file's `trajectory.x0` and `trajectory.x1` are used when present and no other end points were
/// asked for; its metadata `activation` when `activationChosen` is false. depth, width(s) and input dimension
/// of the returned setting are the file's.
[[nodiscard]] Expected<Subject> makeSubject(Setting setting, bool activationChosen = true);
/// The same with a network that was read already, with the setting's activation and its own end points, or,
/// where the setting asks for others by their law, with those.
[[nodiscard]] Expected<Subject> makeSubject(Setting setting, LoadedNetwork network);

/// `subject` with other end points: those of `pair`, whose data is open as `task`. The input dimension of a
/// drawn network follows.
[[nodiscard]] Expected<Subject> withDataEndpoints(Subject subject, const LearningTask& task,
                                                  const DataPair& pair);

/// Takes over into `setting` what a network fixes: depth, widths and input dimension.
void describeNetwork(Setting& setting, const LoadedNetwork& loaded);

/// The network of the subject in double, as `arcscope draw` writes it. @pre !isConvolutional(subject).
[[nodiscard]] Network networkOf(const Subject& subject);
/// The network, its end points and the setting as `arcscope draw` writes them. An error when it would take
/// more memory than memoryLimit: about three times the size of the file.
[[nodiscard]] Expected<TensorFile> tensorFileOf(const Subject& subject);
[[nodiscard]] Plane planeOf(const Subject& subject);
[[nodiscard]] Curve curveOf(const Setting& setting);

}  // namespace arcscope::core
