#include "core/study/study_merge.h"

#include <algorithm>

#include "core/support/text.h"

namespace arcscope::core {
namespace {

std::string nameOf(const std::filesystem::path& file) {
  return printable(file.string());
}

std::string nameOf(const Shard& shard) {
  return std::to_string(shard.index) + "/" + std::to_string(shard.count);
}

Expected<StudyHeader> headerOfFile(const std::filesystem::path& file) {
  LineReader lines(file);
  const Expected<std::optional<std::string>> line = lines.next();
  if (!line) return line.error();
  Expected<StudyHeader> header =
      line.value() ? headerFromLine(*line.value()) : Expected<StudyHeader>(Error{"it has no whole line"});
  if (!header) return Error{nameOf(file) + " is no part of a study: " + header.error().message};
  return header;
}

std::string listOf(const std::vector<std::int64_t>& missing, std::int64_t count) {
  constexpr std::size_t most = 10;
  std::string list;
  for (std::size_t i = 0; i < std::min(most, missing.size()); ++i)
    list += (i == 0 ? "" : ", ") + nameOf(Shard{missing[i], count});
  return list + (missing.size() > most
                     ? std::string(" and ") + std::to_string(missing.size() - most) + " more"
                     : "");
}

}  // namespace

Expected<StudyParts> studyParts(const std::vector<std::filesystem::path>& files) {
  StudyParts parts;
  for (const std::filesystem::path& file : files) {
    Expected<StudyHeader> read = headerOfFile(file);
    if (!read) return read.error();
    const StudyHeader header = std::move(read).value();
    const Shard shard = header.plan.shard;
    if (parts.files.empty()) {
      parts.whole = header;
      if (shard.count > header.plan.tasks())
        return Error{nameOf(file) + " is shard " + nameOf(shard) + " of a study with " +
                     std::to_string(header.plan.tasks()) + " draws in all"};
      parts.files.resize(static_cast<std::size_t>(shard.count));
    }
    const auto difference = differenceOf(parts.whole.plan, header.plan);
    if (difference || header.format != parts.whole.format)
      return Error{nameOf(files.front()) + " and " + nameOf(file) +
                   " are not of the same study: they differ in " + difference.value_or("their format")};
    if (shard.count != parts.whole.plan.shard.count)
      return Error{nameOf(files.front()) + " and " + nameOf(file) + " do not go together: they are shards " +
                   nameOf(parts.whole.plan.shard) + " and " + nameOf(shard)};
    std::filesystem::path& place = parts.files[static_cast<std::size_t>(shard.index - 1)];
    if (!place.empty())
      return Error{nameOf(place) + " and " + nameOf(file) + " are both shard " + nameOf(shard)};
    place = file;
  }
  std::vector<std::int64_t> missing;
  for (std::size_t i = 0; i < parts.files.size(); ++i)
    if (parts.files[i].empty()) missing.push_back(static_cast<std::int64_t>(i) + 1);
  if (!missing.empty())
    return Error{(missing.size() == 1 ? "shard " : "shards ") +
                 listOf(missing, parts.whole.plan.shard.count) + (missing.size() == 1 ? " is" : " are") +
                 " missing"};
  parts.whole.plan.shard = {};
  return parts;
}

std::optional<MergeFailure> joinParts(const StudyParts& parts,
                                      const std::function<std::optional<Error>(std::string_view)>& write) {
  const StudyHeader& whole = parts.whole;
  const auto count = static_cast<std::int64_t>(parts.files.size());
  const std::string begin = headerOf(whole.plan, whole.format);
  std::vector<LineReader> readers(parts.files.begin(), parts.files.end());
  const auto headerLines = std::count(begin.begin(), begin.end(), '\n');
  for (LineReader& reader : readers)
    for (std::ptrdiff_t i = 0; i < headerLines; ++i)
      if (const auto line = reader.next(); !line) return MergeFailure{line.error()};
  if (auto error = write(begin)) return MergeFailure{*error, true};
  StudyHeader own = whole;
  for (std::int64_t task = 0; task < whole.plan.tasks(); ++task) {
    own.plan.shard = {task % count + 1, count};
    LineReader& reader = readers[static_cast<std::size_t>(task % count)];
    const auto rows = readTask(reader, own, task / count);
    if (!rows) return MergeFailure{rows.error()};
    if (!rows.value())
      return MergeFailure{{nameOf(reader.file()) + " is not complete: it ends after " +
                           std::to_string(task / count) + " of " + std::to_string(own.plan.ownTasks()) +
                           " draws; its command completes it"}};
    if (auto error = write(*rows.value())) return MergeFailure{*error, true};
  }
  for (LineReader& reader : readers) {
    const auto line = reader.next();
    if (!line) return MergeFailure{line.error()};
    if (line.value()) return MergeFailure{{nameOf(reader.file()) + " has more rows than its study"}};
  }
  return std::nullopt;
}

}  // namespace arcscope::core
