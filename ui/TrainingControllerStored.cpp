#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <algorithm>
#include <utility>

#include <normscope/experiment/RunFolder.h>

#include "ui/PlainMessage.h"
#include "ui/TrainingController.h"
#include "ui/models/Resuming.h"
#include "ui/models/RunFolders.h"
#include "ui/models/ShownText.h"

/// Orders about experiments that there are already: to go on with them, to train them again, to use their settings.
namespace normscope::ui
{

void TrainingController::resume(ExperimentId id)
{
    const ShownExperiment* shown = m_parts.store.find(id);
    if (shown != nullptr && shown->isPart) {
        // Both twins go on, so both are to be seen, in place of the part.
        const auto whole = m_parts.store.open(wholeFolder(*shown));
        if (whole) {
            m_parts.store.close(id);
        }
        shown = whole ? m_parts.store.find(*whole) : nullptr;
    }
    if (shown != nullptr && whyNotResumable(shown, m_parts.queue).isEmpty()) {
        QueuedExperiment order = resumption(*shown);
        order.spec.jobs = m_parts.document.spec().jobs;
        m_parts.queue.add(std::move(order));
    }
}

void TrainingController::offerOtherCases(const std::filesystem::path& folder)
{
    const auto rest = [this, folder] {
        const auto plan = readPlan(folder);
        return plan ? casesNotBegun(*plan, m_parts.store, m_parts.queue) : std::vector<QueuedExperiment>();
    };
    QStringList names;
    for (const QueuedExperiment& one : rest()) {
        names.append(QString::fromStdString(one.folder.filename().string()));
    }
    if (names.isEmpty()) {
        return;
    }
    auto* question = new QMessageBox(QMessageBox::Question, tr("Experiment not finished"),
                                     tr("%n cases of this experiment have not been trained yet. Train them now?", "",
                                        static_cast<int>(names.size())),
                                     QMessageBox::NoButton, &m_parts.window);
    question->setObjectName(QStringLiteral("otherCasesDialog"));
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(names.join(QLatin1String(", ")));
    showPlainTexts(*question);
    QPushButton* const train = question->addButton(tr("&Train them"), QMessageBox::AcceptRole);
    question->setEscapeButton(question->addButton(tr("&Not now"), QMessageBox::RejectRole));
    question->setDefaultButton(train);
    // What has begun in the meantime is none of them any more.
    connect(question, &QDialog::accepted, this, [this, rest] {
        for (QueuedExperiment& one : rest()) {
            m_parts.queue.add(std::move(one));
        }
    });
    question->open();
}

void TrainingController::rerun(ExperimentId id)
{
    const ShownExperiment* shown = m_parts.store.find(id);
    if (shown == nullptr) {
        return;
    }
    QueuedExperiment experiment;
    experiment.spec = shown->spec;
    experiment.spec.jobs = m_parts.document.spec().jobs;
    auto& seeds = experiment.spec.seeds;
    const auto count = static_cast<std::uint64_t>(seeds.size());
    const std::uint64_t next = *std::max_element(seeds.begin(), seeds.end()) + 1;
    for (std::uint64_t i = 0; i < count; ++i) {
        seeds[static_cast<std::size_t>(i)] = next + i;
    }
    m_parts.queue.add(std::move(experiment));
}

void TrainingController::useSettings(ExperimentId id)
{
    if (const ShownExperiment* shown = m_parts.store.find(id)) {
        m_parts.document.replace(shown->spec, tr("Use settings of %1").arg(shown->name));
    }
}

std::optional<StoredPlan> TrainingController::planIn(const std::filesystem::path& folder)
{
    auto plan = readPlan(folder);
    if (!plan) {
        refuse(tr("The experiment cannot be read:"), {shownText(plan.error().message)});
        return std::nullopt;
    }
    return std::move(*plan);
}

void TrainingController::rerunPlan(const std::filesystem::path& folder)
{
    auto plan = planIn(folder);
    if (!plan) {
        return;
    }
    std::uint64_t last = 0;
    for (const ExperimentCase& one : plan->experiment.cases) {
        last = std::max(last, *std::max_element(one.spec.seeds.begin(), one.spec.seeds.end()));
    }
    for (ExperimentCase& one : plan->experiment.cases) {
        std::uint64_t next = last;
        for (std::uint64_t& seed : one.spec.seeds) {
            seed = ++next;
        }
    }
    startCases(plan->experiment, false);
}

void TrainingController::resumePlan(const std::filesystem::path& folder)
{
    const auto plan = planIn(folder);
    if (!plan) {
        return;
    }
    QueuedExperiment order;
    order.folder = plan->place.experiment;
    order.goesOn = true;
    for (const std::size_t index : plan->cases()) {
        const ExperimentCase& one = plan->experiment.cases[index];
        const auto home = caseFolder(plan->place.experiment, one.name);
        const auto& all = m_parts.store.experiments();
        const auto shown = std::find_if(all.begin(), all.end(), [&](const auto& entry) {
            return !entry.second.isPart && comparable(entry.second.folder) == comparable(home);
        });
        if (shown == all.end() ? !m_parts.queue.isWaiting(home)
                               : whyNotResumable(&shown->second, m_parts.queue).isEmpty()) {
            order.cases.push_back({shown == all.end() ? 0 : shown->first, one.name, one.spec});
        }
    }
    if (!order.cases.empty()) {
        order.spec = order.cases.front().spec;
        order.spec.jobs = m_parts.document.spec().jobs;
        m_parts.queue.add(std::move(order));
    }
}

void TrainingController::usePlanSettings(const std::filesystem::path& folder)
{
    if (const auto plan = planIn(folder)) {
        m_parts.document.replace(plan->experiment,
                                 tr("Use settings of %1").arg(QFile::decodeName(folderName(folder).c_str())));
    }
}

}  // namespace normscope::ui
