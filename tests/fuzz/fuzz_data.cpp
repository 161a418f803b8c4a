#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/data/cifar_file.h"
#include "core/data/csv_points.h"
#include "core/data/idx_file.h"

namespace {

template <class Result>
void demandSentence(const Result& read) {
  if (!read && read.error().message.empty()) std::abort();
}

}  // namespace

/// libFuzzer's entry: the first byte chooses a reader, the others are the file. Whatever they are, reading
/// ends in data or in one sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arcscope::core;
  if (size == 0) return 0;
  GzipFile file =
      GzipFile::inMemory("data", std::string_view(reinterpret_cast<const char*>(data + 1), size - 1));
  switch (data[0] % 4) {
    case 0:
      demandSentence(readIdxImages(file));
      break;
    case 1:
      demandSentence(readIdxLabels(file, 10));
      break;
    case 2:
      demandSentence(readCifar(file));
      break;
    default:
      demandSentence(readCsvPoints(file));
      break;
  }
  return 0;
}
