#pragma once
#include <memory>
#include <optional>
#include <string>

#include "ui/model/player.h"
#include "ui/model/session.h"

namespace arcscope::ui {

/// What moves in time, from one end to the other.
struct Animation {
  enum class Kind : std::uint8_t {
    Parameter,  ///< a number of the setting, or the shared t
    Layers,     ///< the large image of one layer glides into the next one's
    State       ///< the whole state goes over into another: numbers glide, the rest changes half way
  };
  Kind kind = Kind::Parameter;
  std::string parameter = "sigma_w";  ///< a key of core::parameters(), or "t"
  double from = 0.0;                  ///< of the parameter; of Layers whole numbers
  double to = 1.0;
  std::shared_ptr<const Scene> target{};  ///< of State
  double seconds = 4.0;                   ///< from one end to the other, 0.1..600
  Player::Mode mode = Player::Mode::Once;
};

inline constexpr double shortestAnimation = 0.1;  ///< seconds
inline constexpr double longestAnimation = 600.0;
/// As files and flags name them, in the order of Player::Mode.
inline constexpr std::array<std::string_view, 3> playerModeNames{"once", "loop", "back-and-forth"};

/// All that an animation moves.
struct Moment {
  Scene scene;
  double t = 0.3;  ///< the shared t
  double layer =
      -1.0;  ///< whose image is large; between two layers where it is not whole; -1: as the scene says
};

/// First thing wrong with it beside `start`, where it begins, in one sentence; or nullopt. Both ends must be
/// settings that validate().
[[nodiscard]] std::optional<core::Error> validate(const Animation& animation, const Scene& start);

/// @param u 0..1, from one end to the other.
/// @pre !validate(animation, start.scene)
[[nodiscard]] Moment momentOf(const Animation& animation, const Moment& start, double u);

/// How many frames a second show it once (there and back where it goes both ways), and where in it frame
/// `index` stands, 0..1.
[[nodiscard]] int frameCount(const Animation& animation, int framesPerSecond);
[[nodiscard]] double framePosition(const Animation& animation, int index, int count);

}  // namespace arcscope::ui
