#pragma once
#include <memory>

#include "core/network/safetensors.h"
#include "core/setting/setting.h"
#include "core/support/expected.h"
#include "core/trajectory/curve.h"

namespace arcscope::core {

/// A setting together with what its file names refer to, read once: everything that a computation needs, so
/// that core touches no file afterwards. Cheap to copy.
struct Subject {
  Setting setting;
  std::shared_ptr<const LoadedNetwork> loaded;  ///< null: the network is drawn
  std::shared_ptr<const Plane> plane;           ///< null: the plane is drawn
  /// The same setting and the same objects from files.
  friend bool operator==(const Subject&, const Subject&) = default;
};

/// Reads the files that `setting` names and validates it against them. A network file's `trajectory.x0` and
/// `trajectory.x1` are used when present and no other end points were asked for; its metadata `activation`
/// when `activationChosen` is false. depth, width(s) and input dimension of the returned setting are the
/// file's.
[[nodiscard]] Expected<Subject> makeSubject(Setting setting, bool activationChosen = true);

/// The network of the subject in double, as `arcscope draw` writes it.
[[nodiscard]] Network networkOf(const Subject& subject);
/// The network, its end points and the setting as `arcscope draw` writes them. An error when it would take
/// more memory than memoryLimit: about three times the size of the file.
[[nodiscard]] Expected<TensorFile> tensorFileOf(const Subject& subject);
[[nodiscard]] Plane planeOf(const Subject& subject);
[[nodiscard]] Curve curveOf(const Setting& setting);

}  // namespace arcscope::core
