#pragma once
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace arcscope::tests {

/// Damages bytes the way an attacker would; deterministic on every platform, unlike the standard
/// distributions.
class Mutator {
 public:
  /// `splinters`: what is put in place of something else. Three mutations in four fall into the first
  /// `decisive` bytes.
  Mutator(std::uint64_t seed, std::vector<std::string_view> splinters, std::size_t decisive)
      : m_engine(seed), m_splinters(std::move(splinters)), m_decisive(decisive) {}

  /// One to four mutations; `mend` follows every other one.
  std::string mutate(std::string bytes, const std::function<void(std::string&)>& mend) {
    const std::size_t times = 1 + below(4);
    for (std::size_t i = 0; i < times; ++i) {
      mutateOnce(bytes);
      if (below(2) == 0) mend(bytes);
    }
    return bytes;
  }

 private:
  std::size_t below(std::size_t limit) {
    return limit == 0 ? 0 : static_cast<std::size_t>(m_engine() % limit);
  }

  void mutateOnce(std::string& bytes) {
    const std::size_t headerEnd = std::min<std::size_t>(bytes.size(), m_decisive);
    const std::size_t at = below(below(4) == 0 ? bytes.size() : headerEnd);
    switch (below(7)) {
      case 0:
        if (!bytes.empty()) bytes[at] = static_cast<char>(m_engine() & 0xFFU);
        break;
      case 1:
        if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
        break;
      case 2:
        bytes.erase(at, 1 + below(12));
        break;
      case 3:
        bytes.insert(at, m_splinters[below(m_splinters.size())]);
        break;
      case 4: {
        const std::string_view splinter = m_splinters[below(m_splinters.size())];
        bytes.replace(at, splinter.size(), splinter);
        break;
      }
      case 5:
        bytes.resize(below(bytes.size() + 1));
        break;
      default:
        bytes.insert(at, bytes.substr(below(headerEnd), below(80)));
        break;
    }
  }

  std::mt19937_64 m_engine;
  std::vector<std::string_view> m_splinters;
  std::size_t m_decisive;
};

}  // namespace arcscope::tests
