#include "app/commands/application.h"
#include "app/commands/commands.h"
#include "app/commands/figure_flags.h"
#include "app/commands/numbers.h"
#include "app/commands/setting_flags.h"
#include "ui/lecture/tour.h"
#include "ui/session/session_file.h"
#include "ui/text/language.h"
#include "ui/window/run_window.h"

namespace arcscope::app {
namespace {

std::string tourNames() {
  std::string names;
  for (const ui::ShippedTour& tour : ui::shippedTours())
    names.append(names.empty() ? "" : ", ").append(tour.name.toStdString());
  return names;
}

std::string languageNames() {
  return ui::languages().join(QStringLiteral(", ")).toStdString();
}

/// The file of a tour that comes with the program, by its name, or one of the person's own.
std::optional<core::Error> readTourFlag(const std::string& text, QString& file) {
  file = QString::fromStdString(text);
  for (const ui::ShippedTour& tour : ui::shippedTours())
    if (tour.name == file) {
      file = tour.file;
      return {};
    }
  const auto read = ui::readTour(file);
  if (read) return {};
  if (!ui::isTour(file)) return notAllowed("--tour", text, tourNames() + ", or a file (.arctour)");
  return read.error();
}

}  // namespace

int window(std::span<const std::string> arguments) {
  Flags flags(
      "[FILE | LINK] [flags]",
      "Opens the window, on a session, a network or a figure that carries its setting if one is named, or on "
      "a\n"
      "link. Where there is no display the start-up page is "
      "written\nto arcscope.png instead.\n\nCommands, each with its own --help:\n"
      "  measure   prints what is measured of the trajectory's image in every layer, as JSON\n"
      "  theory    prints what is known of such networks without drawing one, as JSON\n"
      "  regions   writes the linear regions of a plane, exactly, as JSON, CSV or a picture\n"
      "  draw      writes the network and its end points as a safetensors file\n"
      "  export    writes a figure (PNG, SVG, PDF) or its numbers (CSV, JSON, NPY, Python)\n"
      "  ensemble  measures many draws of one setting: mean, spread and quantiles, as JSON\n"
      "  sweep     measures draws of a grid of settings, a row a setting, draw and layer; in parts too\n"
      "  merge     joins the parts of a sweep\n"
      "  animate   writes a film of what moves: a parameter, t, from layer to layer (GIF, MP4, WebM, PNG)\n"
      "  train     trains the network on a data set: loss, accuracy and lengths, a line an epoch, as JSON\n"
      "  experiment   runs one of four experiments on trained networks: its figure's lines, as JSON\n\n"
      "Exit status: 0, or 1 when something could not be written or computed, 2 for a mistake in the "
      "arguments "
      "or\nin a file that they name.");
  flags.add({"--preset", "NAME", "a figure of the literature to begin with: " + presetNames()});
  flags.add(
      {"--session", "FILE", "a session (.arcscope), a figure (.png, .svg, .pdf) or a link to begin with"});
  flags.add({"--tour", "NAME", "a tour to begin: " + tourNames() + ", or a file (.arctour)"});
  flags.add({"--language", "LANGUAGE",
             "of the window: " + languageNames() + "; otherwise the system's or the one chosen there"});
  flags.add({"--screenshot", "FILE", "writes a picture of the window (.png) and opens none"});
  flags.add({"--dark", "", "of that picture"});
  addSettingFlags(flags);
  if (const auto done = begin(flags, arguments)) return *done;
  ui::WindowOptions options;
  if (const auto error = readPreset(flags, options.preset)) return fail(Mistake, *error);
  const core::Expected<core::Subject> subject =
      subjectFromFlags(flags, options.preset ? options.preset->setting : core::Setting{});
  if (!subject) return fail(Mistake, subject.error());
  options.subject = subject.value();
  if (const std::string* session = flags.find("--session")) {
    for (const SettingFlag& flag : settingFlags())
      if (flags.has(flag.name))
        return fail(Mistake, {flag.name + " does not go with a session, which holds the whole setting"});
    if (options.preset) return fail(Mistake, {"--preset does not go with a session"});
    options.session = QString::fromStdString(*session);
    const auto read = ui::sessionNamed(options.session);
    if (!read) return fail(Mistake, read.error());
  }
  if (const std::string* tour = flags.find("--tour"))
    if (const auto error = readTourFlag(*tour, options.tour)) return fail(Mistake, *error);
  if (const std::string* language = flags.find("--language")) {
    options.language = QString::fromStdString(*language);
    if (!ui::languages().contains(options.language))
      return fail(Mistake, notAllowed("--language", *language, languageNames()));
  }
  options.restores = arguments.empty() || (arguments.size() <= 2 && flags.has("--language"));
  options.dark = flags.has("--dark");
  if (const std::string* file = flags.find("--screenshot")) {
    const auto application = makeApplication(false);
    options.screenshotFile = QString::fromStdString(*file);
    return ui::renderStartPage(options) ? Done : fail(Failed, {*file + " could not be written"});
  }
  if (options.preset) options.preset->setting = subject.value().setting;
  const auto application = makeApplication(hasDisplay());
  if (hasDisplay()) return ui::runWindow(options);
  options.screenshotFile = QStringLiteral("arcscope.png");
  if (!ui::renderStartPage(options)) return fail(Failed, {"arcscope.png could not be written here"});
  return print("There is no display: the start-up page is in arcscope.png.\n");
}

}  // namespace arcscope::app
