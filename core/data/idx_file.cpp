#include "core/data/idx_file.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace arcscope::core {
namespace {

constexpr std::uint32_t imagesMagic = 0x00000803;
constexpr std::uint32_t labelsMagic = 0x00000801;

std::uint32_t bigEndian(const Bytes& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = value << 8U | bytes[at + i];
  return value;
}

std::string hexText(std::uint32_t value) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "0x%08X", value);
  return text.data();
}

std::string kindOf(std::uint32_t magic) {
  return magic == imagesMagic ? "images" : "labels";
}

/// The header: the magic number and the sizes of one to three dimensions.
Expected<std::vector<std::uint32_t>> readHeader(GzipFile& file, std::uint32_t magic) {
  Bytes bytes;
  if (std::optional<Error> wrong = file.read(4, bytes)) return *std::move(wrong);
  if (bytes.size() == 4 && bigEndian(bytes, 0) != magic) {
    const std::uint32_t found = bigEndian(bytes, 0);
    const bool isOther = found == imagesMagic || found == labelsMagic;
    const std::string wanted =
        "an IDX file of " + kindOf(magic) + " begins with the bytes of " + hexText(magic);
    return file.about(isOther ? "this is an IDX file of " + kindOf(found) + " (" + hexText(found) +
                                    " at byte 0); " + wanted
                              : wanted + ", this one with " + hexText(found));
  }
  const std::size_t dimensions = magic & 0xFFU;
  if (std::optional<Error> wrong = file.read(4 * dimensions, bytes)) return *std::move(wrong);
  if (bytes.size() < 4 * (dimensions + 1))
    return file.about("the content breaks off at byte " + std::to_string(bytes.size()) +
                      ", inside the header of " + std::to_string(4 * (dimensions + 1)) + " bytes");
  std::vector<std::uint32_t> sizes;
  for (std::size_t i = 1; i <= dimensions; ++i) sizes.push_back(bigEndian(bytes, 4 * i));
  return sizes;
}

/// All that follows the header: `size` bytes, which `what` names.
Expected<Bytes> readBody(GzipFile& file, std::uint64_t size, std::uint64_t headerBytes,
                         const std::string& what) {
  Bytes bytes;
  if (std::optional<Error> wrong = file.read(size, bytes)) return *std::move(wrong);
  if (bytes.size() < size)
    return file.about("the content breaks off at byte " + std::to_string(headerBytes + bytes.size()) +
                      "; the header says " + what + ", which end at byte " +
                      std::to_string(headerBytes + size));
  const Expected<bool> over = file.atEnd();
  if (!over) return over.error();
  if (!over.value())
    return file.about("the header says " + what + ", which end at byte " +
                      std::to_string(headerBytes + size) + ", but more bytes follow");
  return bytes;
}

}  // namespace

Expected<LabelledImages> readIdxImages(GzipFile& file) {
  const Expected<std::vector<std::uint32_t>> header = readHeader(file, imagesMagic);
  if (!header) return header.error();
  const std::uint64_t count = header.value()[0];
  const std::uint64_t height = header.value()[1];
  const std::uint64_t width = header.value()[2];
  const std::string what = std::to_string(count) + " images of " + std::to_string(width) + " x " +
                           std::to_string(height) + " pixels";
  if (count == 0 || height == 0 || width == 0)
    return file.about("the header, at byte 4, says " + what + "; none of these may be 0");
  if (height > mostNumbers / width || count > mostNumbers / (height * width))
    return file.about("the header, at byte 4, says " + what + "; at most " + std::to_string(mostNumbers) +
                      " pixels are allowed");
  Expected<Bytes> pixels = readBody(file, count * height * width, 16, what);
  if (!pixels) return pixels.error();
  LabelledImages images;
  images.shape = {.width = static_cast<int>(width), .height = static_cast<int>(height), .channels = 1};
  images.pixels = std::move(pixels).value();
  return images;
}

Expected<std::vector<std::uint8_t>> readIdxLabels(GzipFile& file, int classes) {
  const Expected<std::vector<std::uint32_t>> header = readHeader(file, labelsMagic);
  if (!header) return header.error();
  const std::uint64_t count = header.value()[0];
  const std::string what = std::to_string(count) + " labels";
  if (count == 0 || count > mostNumbers)
    return file.about("the header, at byte 4, says " + what + "; it must be from 1 to " +
                      std::to_string(mostNumbers));
  Expected<Bytes> labels = readBody(file, count, 8, what);
  if (!labels) return labels.error();
  const Bytes& values = labels.value();
  const auto wrong =
      std::find_if(values.begin(), values.end(), [classes](std::uint8_t label) { return label >= classes; });
  if (wrong != values.end())
    return file.about("the label at byte " + std::to_string(8 + (wrong - values.begin())) + " is " +
                      std::to_string(*wrong) + "; it must be from 0 to " + std::to_string(classes - 1));
  return labels;
}

Expected<LabelledImages> withIdxLabels(LabelledImages images, const GzipFile& imagesFile,
                                       GzipFile& labelsFile, int classes) {
  Expected<std::vector<std::uint8_t>> labels = readIdxLabels(labelsFile, classes);
  if (!labels) return labels.error();
  images.labels = std::move(labels).value();
  const std::size_t count = images.pixels.size() / images.features();
  if (images.labels.size() != count)
    return labelsFile.about("it has " + std::to_string(images.labels.size()) + " labels, but " +
                            imagesFile.name() + " has " + std::to_string(count) + " images");
  return images;
}

}  // namespace arcscope::core
