#include "app/commands/study_run.h"

#include <stdexcept>

#include "app/commands/commands.h"
#include "app/commands/progress.h"
#include "core/study/draws.h"
#include "core/study/study_file.h"

namespace arcscope::app {

int writeStudy(const std::string& name, StudyRequest& request) {
  const core::StudyPlan& plan = request.header.plan;
  core::Expected<core::StudyFile> opened = core::StudyFile::open(request.output);
  if (!opened) return fail(Failed, opened.error());
  core::StudyFile file = std::move(opened).value();
  if (const auto error = file.begin(request.header)) return fail(Mistake, *error);

  std::int64_t reached = -1;  // the setting that `subject` is of
  core::Subject subject;
  const auto subjectOf = [&](std::int64_t i) {
    const std::int64_t task = plan.taskOf(i);
    const std::int64_t setting = task / plan.draws;
    if (setting != reached) {
      core::Expected<core::Subject> read = request.grid.at(setting);
      if (!read) throw std::runtime_error(read.error().message);
      subject = std::move(read).value();
      reached = setting;
    }
    return core::drawOf(subject, task % plan.draws);
  };
  std::optional<core::Error> failed;
  {
    Progress progress(name);
    progress.set(file.done(), plan.ownTasks(), "draws");
    const auto take = [&](std::int64_t i, const core::MeasuredDraw& draw) {
      failed = file.append(core::rowsOf(plan, request.header.format, plan.taskOf(i),
                                        draw.subject.setting.seed, draw.measures));
      progress.set(file.done(), plan.ownTasks(), "draws");
      return !failed;
    };
    static_cast<void>(core::measureInOrder(file.done(), plan.ownTasks(), subjectOf, plan.measures, {}, take));
  }
  if (!failed) failed = file.finish();
  return failed ? fail(Failed, *failed) : Done;
}

}  // namespace arcscope::app
