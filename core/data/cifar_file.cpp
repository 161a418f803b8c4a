#include "core/data/cifar_file.h"

#include <algorithm>

#include "core/support/input_file.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

constexpr ImageShape cifarShape{.width = 32, .height = 32, .channels = 3};
constexpr std::size_t imageBytes = 3072;
constexpr std::size_t recordBytes = 1 + imageBytes;
constexpr std::string_view testBatch = "test_batch.bin";

std::vector<std::string> trainingBatches() {
  std::vector<std::string> names;
  for (int batch = 1; batch <= 5; ++batch) names.push_back("data_batch_" + std::to_string(batch) + ".bin");
  return names;
}

std::string placeOf(std::size_t record) {
  return "record " + std::to_string(record + 1) + ", at byte " + std::to_string(record * recordBytes);
}

Expected<LabelledImages> readBatch(const fs::path& file) {
  Expected<GzipFile> opened = GzipFile::open(file, "a binary batch of CIFAR-10");
  if (!opened) return opened.error();
  GzipFile batch = std::move(opened).value();
  return readCifar(batch);
}

}  // namespace

const std::vector<std::string>& cifarClassNames() {
  static const std::vector<std::string> names{"airplane", "automobile", "bird",  "cat",  "deer",
                                              "dog",      "frog",       "horse", "ship", "truck"};
  return names;
}

Expected<LabelledImages> readCifar(GzipFile& file) {
  LabelledImages images{.shape = cifarShape, .pixels = {}, .labels = {}};
  Bytes record;
  for (;;) {
    record.clear();
    if (std::optional<Error> wrong = file.read(recordBytes, record)) return *std::move(wrong);
    if (record.empty()) break;
    const std::string place = placeOf(images.labels.size());
    if (record.size() < recordBytes)
      return file.about(place + ", breaks off after " + std::to_string(record.size()) + " of its " +
                        std::to_string(recordBytes) + " bytes");
    if (record.front() >= cifarClassNames().size())
      return file.about(place + ", has the label " + std::to_string(record.front()) +
                        "; it must be from 0 to 9");
    if (images.pixels.size() + imageBytes > mostNumbers)
      return file.about(place + ", is one too many; at most " + std::to_string(mostNumbers / imageBytes) +
                        " images are allowed");
    images.labels.push_back(record.front());
    images.pixels.insert(images.pixels.end(), record.begin() + 1, record.end());
  }
  if (images.labels.empty()) return file.about("it is empty; it must hold images of CIFAR-10");
  return images;
}

bool isCifarDirectory(const fs::path& directory) {
  std::vector<std::string> names = trainingBatches();
  names.emplace_back(testBatch);
  return std::any_of(names.begin(), names.end(), [&directory](const std::string& name) {
    std::error_code unknown;
    return fs::exists(directory / name, unknown);
  });
}

Expected<CifarBatches> readCifarDirectory(const fs::path& directory) {
  CifarBatches batches;
  batches.training.shape = cifarShape;
  for (const std::string& name : trainingBatches()) {
    const Expected<LabelledImages> batch = readBatch(directory / name);
    if (!batch) return batch.error();
    append(batches.training, batch.value());
    if (batches.training.pixels.size() > mostNumbers)
      return aboutFile(directory / name, "with it, more than " + std::to_string(mostNumbers / imageBytes) +
                                             " images would be read");
  }
  Expected<LabelledImages> test = readBatch(directory / testBatch);
  if (!test) return test.error();
  batches.test = std::move(test).value();
  return batches;
}

}  // namespace arcscope::core
