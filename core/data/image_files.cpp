#include "core/data/image_files.h"

#include <algorithm>

#include "core/data/cifar_file.h"
#include "core/data/idx_file.h"
#include "core/support/input_file.h"

namespace arcscope::core {
namespace {

namespace fs = std::filesystem;

/// `file` as it is named, or packed, or unpacked; the first that exists.
std::optional<fs::path> plainOrPacked(fs::path file) {
  if (file.extension() == ".gz") file.replace_extension();
  fs::path packed = file;
  packed += ".gz";
  std::error_code unknown;
  for (const fs::path& candidate : {file, packed})
    if (fs::exists(candidate, unknown)) return candidate;
  return std::nullopt;
}

/// `file` with the last `from` in its name replaced; nullopt without one.
std::optional<fs::path> renamed(const fs::path& file, std::string_view from, std::string_view to) {
  std::string name = file.filename().string();
  const std::size_t at = name.rfind(from);
  if (at == std::string::npos) return std::nullopt;
  name.replace(at, from.size(), to);
  return file.parent_path() / name;
}

fs::path withoutGz(fs::path file) {
  return file.extension() == ".gz" ? file.replace_extension() : file;
}

/// Where the labels of `images` must be, unpacked.
Expected<fs::path> labelsBeside(const fs::path& images) {
  const std::optional<fs::path> labels = renamed(images, "images", "labels");
  if (!labels)
    return aboutFile(
        images,
        "its labels cannot be found; a file of images has \"images\" in its name and the file of "
        "its labels beside it has \"labels\" in the same place");
  const fs::path wanted = withoutGz(renamed(*labels, "idx3", "idx1").value_or(*labels));
  if (std::optional<fs::path> found = plainOrPacked(wanted)) return *std::move(found);
  return aboutFile(images, "its labels are missing; they must be beside it in " +
                               inQuotes(wanted.filename().string()) + " or the same name with .gz");
}

Expected<LabelledImages> readIdxFiles(const fs::path& file, int classes) {
  Expected<GzipFile> openedImages = GzipFile::open(file, "an IDX file of images");
  if (!openedImages) return openedImages.error();
  GzipFile images = std::move(openedImages).value();
  Expected<LabelledImages> read = readIdxImages(images);  // first: what a person named may be anything
  if (!read) return read;
  const Expected<fs::path> labelsFile = labelsBeside(file);
  if (!labelsFile) return labelsFile.error();
  Expected<GzipFile> openedLabels = GzipFile::open(labelsFile.value(), "an IDX file of labels");
  if (!openedLabels) return openedLabels.error();
  GzipFile labels = std::move(openedLabels).value();
  return withIdxLabels(std::move(read).value(), images, labels, classes);
}

std::optional<fs::path> testImagesBeside(const fs::path& file) {
  for (const char* test : {"t10k", "test"})
    if (const std::optional<fs::path> images = renamed(file, "train", test))
      if (std::optional<fs::path> found = plainOrPacked(*images)) return found;
  return std::nullopt;
}

Expected<ImageParts> readIdxParts(const fs::path& file, const std::vector<std::string>& classNames) {
  const int most = classNames.empty() ? 256 : static_cast<int>(classNames.size());
  Expected<LabelledImages> training = readIdxFiles(file, most);
  if (!training) return training.error();
  ImageParts parts{.training = std::move(training).value(), .test = {}, .classNames = classNames};
  if (std::optional<Error> wrong = refuseOneClass(parts.training.labels))
    return aboutFile(file, wrong->message);
  if (classNames.empty()) {
    const auto largest = std::max_element(parts.training.labels.begin(), parts.training.labels.end());
    for (int label = 0; label <= *largest; ++label) parts.classNames.push_back(std::to_string(label));
  }
  const std::optional<fs::path> testFile = testImagesBeside(file);
  if (!testFile) return parts;
  Expected<LabelledImages> test = readIdxFiles(*testFile, static_cast<int>(parts.classNames.size()));
  if (!test) return test.error();
  parts.test = std::move(test).value();
  const ImageShape& wanted = parts.training.shape;
  const ImageShape& found = parts.test->shape;
  if (found != wanted)
    return aboutFile(*testFile, "its images have " + std::to_string(found.width) + " x " +
                                    std::to_string(found.height) + " pixels, those of " +
                                    printable(file.string()) + " have " + std::to_string(wanted.width) +
                                    " x " + std::to_string(wanted.height));
  return parts;
}

Expected<ImageParts> readCifarBatch(const fs::path& file) {
  Expected<GzipFile> opened = GzipFile::open(file, "a binary batch of CIFAR-10");
  if (!opened) return opened.error();
  GzipFile batch = std::move(opened).value();
  Expected<LabelledImages> images = readCifar(batch);
  if (!images) return images.error();
  if (std::optional<Error> wrong = refuseOneClass(images.value().labels)) return batch.about(wrong->message);
  return ImageParts{.training = std::move(images).value(), .test = {}, .classNames = cifarClassNames()};
}

}  // namespace

Expected<ImageParts> readImageFile(const fs::path& file, const std::vector<std::string>& classNames) {
  return withoutGz(file).extension() == ".bin" ? readCifarBatch(file) : readIdxParts(file, classNames);
}

Expected<ImageParts> readImageDirectory(const fs::path& directory,
                                        const std::vector<std::string>& classNames) {
  for (const char* name : {"train-images-idx3-ubyte", "train-images.idx3-ubyte"})
    if (const std::optional<fs::path> images = plainOrPacked(directory / name))
      return readIdxParts(*images, classNames);
  if (!isCifarDirectory(directory))
    return aboutFile(directory,
                     "nothing to learn from is in this directory; it must hold train-images-idx3-ubyte and "
                     "train-labels-idx1-ubyte, plain or .gz, or data_batch_1.bin to data_batch_5.bin and "
                     "test_batch.bin");
  Expected<CifarBatches> read = readCifarDirectory(directory);
  if (!read) return read.error();
  CifarBatches batches = std::move(read).value();
  if (std::optional<Error> wrong = refuseOneClass(batches.training.labels))
    return aboutFile(directory, wrong->message);
  return ImageParts{.training = std::move(batches.training),
                    .test = std::move(batches.test),
                    .classNames = cifarClassNames()};
}

}  // namespace arcscope::core
