#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/network/safetensors.h"
#include "core/network/safetensors_header.h"

/// libFuzzer's entry: the input as the bytes of a network file. Whatever they are, loading ends in a network
/// or in one sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace arcscope::core;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  if (const auto header = parseSafetensorsHeader(bytes, 64); !header && header.error().message.empty())
    std::abort();
  static const int memory = ::memfd_create("network", 0);  // a file without a disk
  const std::string file = "/proc/self/fd/" + std::to_string(memory);
  if (::ftruncate(memory, 0) != 0 || ::pwrite(memory, data, size, 0) != static_cast<ssize_t>(size)) return 0;
  for (const bool readoutLast : {false, true})
    if (const auto network = loadNetwork(file, readoutLast); !network && network.error().message.empty())
      std::abort();
  return 0;
}
