#include <filesystem>

#include "app/commands/application.h"
#include "app/commands/commands.h"
#include "app/commands/figure_request.h"
#include "app/commands/numbers.h"
#include "app/commands/progress.h"
#include "core/support/text.h"
#include "ui/figures/figure_file.h"
#include "ui/figures/film_file.h"
#include "ui/session/session_file.h"

namespace arcscope::app {
namespace {

using MaybeError = std::optional<core::Error>;

Flags animateFlags() {
  Flags flags("animate --output FILE [flags]",
              "Writes a film of what moves, by the ending of FILE:\n"
              "  .gif          plays everywhere, 256 colours a frame\n"
              "  .mp4 .webm    with the program ffmpeg\n"
              "  .png          a picture a frame: FILE-0001.png, FILE-0002.png and so on\n"
              "Each frame is computed at full quality, as export would, however long that takes.");
  flags.addHeading("The film");
  flags.add({"--output", "FILE", "where to; needed"});
  flags.add(
      {"--move", "KEY=FROM:TO",
       "a number of the setting by its key, such as sigma_w=1:3, or t=0:1, the point on the trajectory"});
  flags.add(
      {"--glide", "FIRST-LAST", "from the image of one layer to the next one's, such as 0-8, in the grid"});
  flags.add({"--towards", "FILE",
             "network, trajectory and images go over into those of a session, a figure or a link"});
  flags.add({"--seconds", "S", "for one way, 0.1 to 600 (4)"});
  flags.add({"--mode", "NAME", "once, loop or back-and-forth (once)"});
  flags.add({"--fps", "N", "frames a second, 1 to 60 (30)"});
  flags.add({"--pixels", "WxH", "the size of a frame, 64 to 4096 each (1280x720)"});
  flags.add({"--theme", "NAME", "print, light or dark (print)"});
  addFigureFlags(flags);
  return flags;
}

MaybeError readMove(const std::string& text, ui::Animation& animation) {
  const char* const allowed = "KEY=FROM:TO, such as sigma_w=1:3 or t=0:1";
  const auto equals = text.find('=');
  if (equals == std::string::npos) return notAllowed("--move", text, allowed);
  const auto ends = split(std::string_view(text).substr(equals + 1), ':');
  const auto from = finiteNumberFromText(ends.front());
  const auto to = finiteNumberFromText(ends.back());
  if (ends.size() != 2 || !from || !to) return notAllowed("--move", text, allowed);
  animation.kind = ui::Animation::Kind::Parameter;
  animation.parameter = text.substr(0, equals);
  std::ranges::replace(animation.parameter, '-', '_');
  animation.from = *from;
  animation.to = *to;
  return {};
}

MaybeError readGlide(const std::string& text, ui::Animation& animation) {
  const auto ends = split(text, '-');
  const auto from = wholeNumberFromText(ends.front());
  const auto to = wholeNumberFromText(ends.back());
  if (ends.size() != 2 || !from || !to) return notAllowed("--glide", text, "two layers, such as 0-8");
  animation.kind = ui::Animation::Kind::Layers;
  animation.from = static_cast<double>(*from);
  animation.to = static_cast<double>(*to);
  return {};
}

MaybeError readTowards(const std::string& text, ui::Animation& animation) {
  const auto read = ui::sessionNamed(QString::fromStdString(text));
  if (!read) return read.error();
  const ui::SessionContent& content = read.value().content;
  animation.kind = ui::Animation::Kind::State;
  animation.target =
      std::make_shared<const ui::Scene>(ui::Scene{content.subject, content.view, content.display, {}});
  return {};
}

MaybeError readAnimation(const Flags& flags, ui::Animation& animation) {
  int given = 0;
  const auto read = [&](const char* flag,
                        MaybeError (*reader)(const std::string&, ui::Animation&)) -> MaybeError {
    const std::string* text = flags.find(flag);
    if (text == nullptr) return {};
    ++given;
    return reader(*text, animation);
  };
  if (auto error = read("--move", readMove)) return error;
  if (auto error = read("--glide", readGlide)) return error;
  if (auto error = read("--towards", readTowards)) return error;
  if (given != 1) return core::Error{"animate needs one of --move, --glide and --towards: what moves"};
  if (const std::string* text = flags.find("--seconds")) {
    const auto seconds = finiteNumberFromText(*text);
    if (!seconds) return notAllowed("--seconds", *text, "a number from 0.1 to 600");
    animation.seconds = *seconds;
  }
  std::size_t mode = 0;
  if (auto error = readWord(flags, "--mode", ui::playerModeNames, mode)) return error;
  animation.mode = static_cast<ui::Player::Mode>(mode);
  return {};
}

MaybeError readFilmStyle(const Flags& flags, ui::FilmStyle& style) {
  if (const std::string* text = flags.find("--pixels")) {
    const auto sides = split(*text, 'x');
    const auto width = wholeNumberFromText(sides.front());
    const auto height = wholeNumberFromText(sides.back());
    const auto isSide = [](const auto& side) { return side && *side > 0 && *side <= 1'000'000; };
    if (sides.size() != 2 || !isSide(width) || !isSide(height))
      return notAllowed("--pixels", *text, "width and height in pixels, such as 1280x720");
    style.pixels = {static_cast<int>(*width), static_cast<int>(*height)};
  }
  std::int64_t rate = style.framesPerSecond;
  if (auto error = readWhole(flags, "--fps", 1, ui::mostFramesPerSecond, rate)) return error;
  style.framesPerSecond = static_cast<int>(rate);
  constexpr std::array<std::string_view, 3> names{"print", "light", "dark"};
  constexpr std::array kinds{ui::Theme::Kind::Print, ui::Theme::Kind::Light, ui::Theme::Kind::Dark};
  std::size_t theme = 0;
  if (auto error = readWord(flags, "--theme", names, theme)) return error;
  style.theme = ui::figureTheme(kinds[theme]);
  return {};
}

}  // namespace

int animate(std::span<const std::string> arguments) {
  Flags flags = animateFlags();
  if (const auto done = begin(flags, arguments)) return *done;
  const std::string* output = flags.find("--output");
  if (output == nullptr || output->empty()) return fail(Mistake, {"animate needs --output FILE"});
  const auto application = makeApplication(false);
  const std::filesystem::path file(*output);
  const std::string ending = file.extension().string();
  const auto format =
      ui::filmFormatFromName(QString::fromStdString(ending.empty() ? ending : ending.substr(1)));
  if (!format)
    return fail(Mistake, notAllowed("--output", *output, "a name that ends in .gif, .mp4, .webm or .png"));
  ui::Animation animation;
  if (const auto error = readAnimation(flags, animation)) return fail(Mistake, *error);
  ui::FilmStyle style;
  if (const auto error = readFilmStyle(flags, style)) return fail(Mistake, *error);
  FigureRequest request;
  if (animation.kind == ui::Animation::Kind::Layers) request.figure.kind = ui::FigureKind::Grid;
  if (const auto error = readFigureRequest(flags, request)) return fail(Mistake, *error);
  const ui::Scene scene{request.subject, request.view, {}, {}};
  if (const auto error = ui::validate(animation, scene)) return fail(Mistake, *error);
  if (const auto error = ui::validate(style, request.figure.kind, animation)) return fail(Mistake, *error);
  request.figure.pins = computedPins(request.pins, request.view);

  ui::Film film(animation, {.scene = scene, .t = request.t}, request.figure, style);
  auto writer =
      ui::makeFilmWriter(*format, file, style, film.frames(), animation.mode != ui::Player::Mode::Once);
  if (!writer) return fail(Failed, writer.error());
  Progress progress("film");
  for (int frame = 0; frame < film.frames(); ++frame) {
    progress.set(frame, film.frames(), "frames");
    if (const auto error = writer.value()->add(film.paint(frame, film.compute(frame))))
      return fail(Failed, *error);
  }
  progress.set(film.frames(), film.frames(), "frames");
  const auto error = writer.value()->finish();
  return error ? fail(Failed, *error) : Done;
}

}  // namespace arcscope::app
