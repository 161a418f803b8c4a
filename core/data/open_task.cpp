#include "core/data/open_task.h"

#include <algorithm>
#include <numeric>

#include "core/data/csv_points.h"
#include "core/data/fashion_sample.h"
#include "core/data/idx_file.h"
#include "core/data/image_files.h"
#include "core/data/toy_sets.h"
#include "core/support/input_file.h"
#include "core/support/text.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view wholeName = "fashion-mnist";
constexpr std::string_view sampleName = "fashion-mnist-sample";
constexpr double mostNoise = 2.0;
constexpr int fewestPoints = 10;
constexpr int mostPoints = 100000;

const std::vector<std::string>& fashionClassNames() {
  static const std::vector<std::string> names{"T-shirt/top", "Trouser", "Pullover", "Dress", "Coat",
                                              "Sandal",      "Shirt",   "Sneaker",  "Bag",   "Ankle boot"};
  return names;
}

std::string splitNote(std::uint64_t seed) {
  return "One point in five, drawn by seed " + std::to_string(seed) + ", is kept for the test.";
}

/// Errors lack the name of what was read.
Expected<LearningTask> taskOf(ImageParts parts, std::uint64_t seed) {
  std::string note;
  if (!parts.test) {
    const Expected<Split> split = splitForTest(parts.training.labels, seed);
    if (!split) return split.error();
    parts.test = select(parts.training, split.value().test);
    parts.training = select(parts.training, split.value().training);
    note = splitNote(seed);
  }
  Expected<LearningTask> made = imageTask(parts.training, *parts.test);
  if (!made) return made;
  LearningTask task = std::move(made).value();
  task.classNames = std::move(parts.classNames);
  task.note = std::move(note);
  return task;
}

Expected<LabelledImages> fromMemory(std::string_view imageBytes, std::string_view labelBytes) {
  GzipFile images = GzipFile::inMemory("the embedded images", imageBytes);
  GzipFile labels = GzipFile::inMemory("the embedded labels", labelBytes);
  Expected<LabelledImages> read = readIdxImages(images);
  if (!read) return read;
  return withIdxLabels(std::move(read).value(), images, labels, static_cast<int>(fashionClassNames().size()));
}

Expected<LearningTask> openSample() {
  const FashionSample sample = fashionSample();
  Expected<LabelledImages> training = fromMemory(sample.trainingImages, sample.trainingLabels);
  if (!training) return training.error();
  Expected<LabelledImages> test = fromMemory(sample.testImages, sample.testLabels);
  if (!test) return test.error();
  Expected<LearningTask> made = imageTask(training.value(), test.value());
  if (!made) return made;
  LearningTask task = std::move(made).value();
  task.classNames = fashionClassNames();
  task.note =
      "A sample of Fashion-MNIST (Zalando SE, MIT licence): 2000 training and 500 test images. The whole set "
      "of 70000: sudo apt install dataset-fashion-mnist, then --data fashion-mnist.";
  return task;
}

Expected<LearningTask> openFashion(const fs::path& installed) {
  std::error_code unknown;
  if (!fs::is_directory(installed, unknown)) return openSample();
  Expected<ImageParts> parts = readImageDirectory(installed, fashionClassNames());
  if (!parts) return parts.error();
  Expected<LearningTask> made = taskOf(std::move(parts).value(), 1);
  if (!made) return aboutFile(installed, made.error().message);
  LearningTask task = std::move(made).value();
  task.note = "The whole Fashion-MNIST (Zalando SE, MIT licence) from " + printable(installed.string()) + ".";
  return task;
}

Dataset pointsOf(const Dataset& points, const std::vector<std::size_t>& which) {
  Dataset chosen;
  chosen.inputs.resize(points.inputs.rows(), static_cast<Eigen::Index>(which.size()));
  for (std::size_t j = 0; j < which.size(); ++j) {
    chosen.inputs.col(static_cast<Eigen::Index>(j)) = points.inputs.col(static_cast<Eigen::Index>(which[j]));
    chosen.labels.push_back(points.labels[which[j]]);
  }
  return chosen;
}

Expected<LearningTask> openTable(const fs::path& file, std::uint64_t seed) {
  Expected<GzipFile> opened = GzipFile::open(file, "a table of points");
  if (!opened) return opened.error();
  GzipFile table = std::move(opened).value();
  Expected<LabelledPoints> read = readCsvPoints(table);
  if (!read) return read.error();
  const LabelledPoints points = std::move(read).value();
  const Expected<Split> split = splitForTest(points.points.labels, seed);
  if (!split) return table.about(split.error().message);
  LearningTask task;
  task.classNames = points.classNames;
  task.training = pointsOf(points.points, split.value().training);
  task.test = pointsOf(points.points, split.value().test);
  task.note = splitNote(seed);
  if (task.features() == 2) return task;
  if (std::optional<Error> wrong = standardise(task)) return table.about(wrong->message);
  return task;
}

bool isTable(fs::path file) {
  if (file.extension() == ".gz") file.replace_extension();
  const fs::path ending = file.extension();
  return ending == ".csv" || ending == ".tsv" || ending == ".txt";
}

Error unknownName(const std::string& name) {
  const auto& names = dataNames();
  const std::string list =
      std::accumulate(names.begin() + 1, names.end(), names.front(),
                      [](const std::string& all, const std::string& one) { return all + ", " + one; });
  return {
      "data is " + inQuotes(name) + ", and there is no such file or directory; it must be one of " + list +
      ", or a file or directory of IDX images, CIFAR-10 batches (.bin) or a table of points (.csv, .tsv)"};
}

Expected<LearningTask> openFile(const DataChoice& choice) {
  const fs::path file(choice.name);
  std::error_code unknown;
  const fs::file_status status = fs::status(file, unknown);
  if (choice.name.empty() || !fs::exists(status)) return unknownName(choice.name);
  if (isTable(file) && !fs::is_directory(status)) return openTable(file, choice.seed);
  Expected<ImageParts> parts = fs::is_directory(status) ? readImageDirectory(file) : readImageFile(file);
  if (!parts) return parts.error();
  Expected<LearningTask> task = taskOf(std::move(parts).value(), choice.seed);
  if (!task) return aboutFile(file, task.error().message);
  return task;
}

Expected<LearningTask> openAny(const DataChoice& choice, const fs::path& installed) {
  if (choice.name == sampleName) return openSample();
  if (choice.name == wholeName) return openFashion(installed);
  for (const ToySet set : toySets())
    if (choice.name == name(set))
      return makeToySet(set, {.noise = choice.noise, .size = choice.size, .seed = choice.seed});
  return openFile(choice);
}

}  // namespace

const std::vector<std::string>& dataNames() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all{std::string(wholeName), std::string(sampleName)};
    for (const ToySet set : toySets()) all.emplace_back(name(set));
    return all;
  }();
  return names;
}

std::optional<Error> validate(const DataChoice& choice) {
  if (!(choice.noise >= 0.0 && choice.noise <= mostNoise))
    return Error{"the noise of the data is " + numberText(choice.noise) + "; it must be a number from 0 to " +
                 numberText(mostNoise)};
  if (choice.size < fewestPoints || choice.size > mostPoints)
    return Error{"the size of the data is " + std::to_string(choice.size) +
                 "; it must be a whole number from " + std::to_string(fewestPoints) + " to " +
                 std::to_string(mostPoints)};
  return std::nullopt;
}

Expected<LearningTask> openTask(const DataChoice& choice, const fs::path& installed) {
  if (std::optional<Error> wrong = validate(choice)) return *std::move(wrong);
  Expected<LearningTask> opened = openAny(choice, installed);
  if (!opened) return opened;
  LearningTask task = std::move(opened).value();
  task.name = choice.name;
  return task;
}

}  // namespace arcscope::core
