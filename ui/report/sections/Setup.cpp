#include <QCoreApplication>
#include <algorithm>
#include <utility>

#include <normscope/base/Numbers.h>
#include <normscope/experiment/Settings.h>

#include "ui/models/SettingTexts.h"
#include "ui/report/sections/ComparedTable.h"
#include "ui/report/sections/Names.h"
#include "ui/report/sections/Sections.h"

namespace normscope::ui
{

namespace
{

struct ReportSetup
{
    Q_DECLARE_TR_FUNCTIONS(ReportSetup)
};

const QString& none()
{
    static const QString kNone = QStringLiteral("—");
    return kNone;
}

QString count(std::int64_t value)
{
    return value > 0 ? QString::fromStdString(grouped(value)) : none();
}

/// "28 × 28 pixels", by what the runs say themselves.
QString imageText(const ReportExperiment& experiment)
{
    if (!experiment.image || experiment.image->size() != 3) {
        return none();
    }
    const std::int64_t channels = experiment.image->at(0);
    const QString size = QStringLiteral("%1 × %2").arg(QString::number(experiment.image->at(1)),
                                                       QString::number(experiment.image->at(2)));
    return channels == 1 ? ReportSetup::tr("%1 pixels").arg(size)
                         : ReportSetup::tr("%1 pixels of %2 channels").arg(size, QString::number(channels));
}

/// Enough of a digest to tell data sets apart.
QString shortDigest(const std::string& sha256)
{
    constexpr std::size_t kShown = 16;
    return sha256.empty() ? none() : asText(sha256.substr(0, kShown));
}

std::int64_t testSamples(const ReportExperiment& experiment)
{
    for (const ReportRun& run : experiment.runs) {
        if (run.predictions) {
            return static_cast<std::int64_t>(run.predictions->labels.size());
        }
    }
    return experiment.testImages ? experiment.testImages->count() : 0;
}

QStringList experimentNames(const ReportData& data)
{
    QStringList names;
    for (const ReportExperiment& experiment : data.experiments) {
        names << asText(experiment.title);
    }
    return names;
}

template <class Value>
Property property(const ReportData& data, const QString& name, Value value)
{
    Property result{literal(name), {}, false};
    for (const ReportExperiment& experiment : data.experiments) {
        result.values << value(experiment);
    }
    return result;
}

void addData(DocumentBuilder& builder, const ReportData& data, const QStringList& names)
{
    builder.heading(2, ReportSetup::tr("Data"));
    std::vector<Property> properties;
    const auto add = [&](const QString& name, auto value) { properties.push_back(property(data, name, value)); };
    add(ReportSetup::tr("Data set"), [](const ReportExperiment& one) { return datasetName(one.stored.spec.dataset); });
    add(ReportSetup::tr("SHA-256 of its content (beginning)"),
        [](const ReportExperiment& one) { return shortDigest(one.stored.facts.datasetSha256); });
    const bool hasOther = std::any_of(data.experiments.begin(), data.experiments.end(),
                                      [](const ReportExperiment& one) { return !one.stored.spec.testDataset.empty(); });
    if (hasOther) {
        add(ReportSetup::tr("Tested on"), [](const ReportExperiment& one) {
            const ExperimentSpec& spec = one.stored.spec;
            return datasetName(spec.testDataset.empty() ? spec.dataset : spec.testDataset);
        });
    }
    add(ReportSetup::tr("Images"), [](const ReportExperiment& one) { return imageText(one); });
    add(ReportSetup::tr("Training samples"), [](const ReportExperiment& one) { return count(one.trainingSamples); });
    add(ReportSetup::tr("Test samples"), [](const ReportExperiment& one) { return count(testSamples(one)); });
    // One number a channel.
    const auto numbers = [](const std::vector<double>& values) {
        QStringList texts;
        for (const double value : values) {
            texts.append(QString::number(value, 'f', 4));
        }
        return texts.join(QStringLiteral(", "));
    };
    add(ReportSetup::tr("Mean of the training pixels"),
        [&](const ReportExperiment& one) { return numbers(one.stored.facts.normalization.mean); });
    add(ReportSetup::tr("Their standard deviation"),
        [&](const ReportExperiment& one) { return numbers(one.stored.facts.normalization.std); });
    const bool isMnist = std::any_of(data.experiments.begin(), data.experiments.end(),
                                     [](const ReportExperiment& one) { return one.stored.spec.dataset == "mnist"; });
    const QString cited =
        isMnist ? ReportSetup::tr("The handwritten digits are those of MNIST %1.").arg(builder.cite(Source::Mnist))
                : QString();
    builder.paragraph(
        ReportSetup::tr("A pixel of value $x$ enters the network as (x / 255 − mean) / standard deviation, with "
                        "both taken over the training images. %1"),
        {cited});
    addComparedTables(builder, properties, names,
                      {ReportSetup::tr("What the networks were trained and tested on."),
                       ReportSetup::tr("Data that differ between the experiments."), ReportSetup::tr("Property"),
                       ReportSetup::tr("Experiment")});
}

QString labelOf(const Setting& setting)
{
    return settingTexts(setting.key).label.isEmpty() ? ReportSetup::tr("Batch normalization") : plainLabel(setting.key);
}

/// How a setting reads in the tables; none() where the experiment does not have it.
QString valueOf(const Setting& setting, const ReportExperiment& experiment)
{
    const QString value = shownValue(setting, experiment.stored.spec);
    return value.isEmpty() ? none() : value;
}

void addTraining(DocumentBuilder& builder, const ReportData& data, const QStringList& names)
{
    builder.heading(2, ReportSetup::tr("Training"));
    builder.paragraph(ReportSetup::tr(
        "The networks are trained by stochastic gradient descent as in PyTorch's `torch.optim.SGD`, with cross "
        "entropy on the logits as loss and PyTorch's default initialization."));
    std::vector<Property> properties;
    for (const Setting& setting : settings()) {
        // What the tables of data and machine say.
        if (setting.key == "dataset" || setting.key == "test_dataset" || setting.key == "threads" ||
            setting.key == "seed") {
            continue;
        }
        Property one =
            property(data, QString(), [&](const ReportExperiment& experiment) { return valueOf(setting, experiment); });
        if (std::all_of(one.values.begin(), one.values.end(), [](const QString& value) { return value == none(); })) {
            continue;
        }
        one.name = richText(QStringLiteral("%1 (`%2`)"), {labelOf(setting), asText(setting.option())});
        one.startsGroup = setting.key == "limit" || setting.key == "epochs" || setting.key == "seeds";
        properties.push_back(std::move(one));
    }
    addComparedTables(builder, properties, names,
                      {data.experiments.size() > 1 ? ReportSetup::tr("Settings that all experiments have in common.")
                                                   : ReportSetup::tr("Settings, with the option of the command line."),
                       ReportSetup::tr("Settings in which the experiments differ."), ReportSetup::tr("Setting"),
                       ReportSetup::tr("Experiment")});
}

QString environmentLabel(const std::string& key)
{
    const std::pair<const char*, QString> labels[]{
        {"program", ReportSetup::tr("Normscope")},
        {"libtorch", ReportSetup::tr("LibTorch")},
        {"cpu", ReportSetup::tr("Processor")},
        {"threads", ReportSetup::tr("Threads")},
        {"blas", ReportSetup::tr("BLAS")},
        {"kernel_level", ReportSetup::tr("Instructions of the BN kernels")},
        {"libtorch_cpu_capability", ReportSetup::tr("Instructions of LibTorch's kernels")},
        {"compiler", ReportSetup::tr("Compiler")},
    };
    const auto* found =
        std::find_if(std::begin(labels), std::end(labels), [&](const auto& one) { return one.first == key; });
    return found == std::end(labels) ? QString() : found->second;
}

void addEnvironment(DocumentBuilder& builder, const ReportData& data, const QStringList& names)
{
    std::vector<Property> properties;
    for (const ReportExperiment& experiment : data.experiments) {
        for (const auto& entry : experiment.environment) {
            const QString label = environmentLabel(entry.first);
            const bool isKnown = std::any_of(properties.begin(), properties.end(),
                                             [&](const Property& one) { return plainText(one.name) == label; });
            // Paths of the machine are nobody else's business.
            if (label.isEmpty() || isKnown) {
                continue;
            }
            properties.push_back(property(data, label, [&](const ReportExperiment& one) {
                const auto found = std::find_if(one.environment.begin(), one.environment.end(),
                                                [&](const auto& other) { return other.first == entry.first; });
                return found == one.environment.end() ? none() : asText(found->second);
            }));
        }
    }
    builder.heading(2, ReportSetup::tr("Machine"));
    if (properties.empty()) {
        builder.paragraph(ReportSetup::tr("There is no record of the machine (`environment.json`) in the folder."));
        return;
    }
    addComparedTables(
        builder, properties, names,
        {ReportSetup::tr("The machine and the libraries that the runs were made with."),
         ReportSetup::tr("Machines and libraries that differ; times of different machines are not comparable."),
         ReportSetup::tr("Property"), ReportSetup::tr("Experiment")});
}

}  // namespace

void addSetup(DocumentBuilder& builder, const ReportData& data)
{
    const QStringList names = experimentNames(data);
    builder.heading(1, ReportSetup::tr("Set-up"));
    addData(builder, data, names);
    if (data.experiments.size() == 1) {
        addNetwork(builder, data, {0, 2, false});
    }
    addTraining(builder, data, names);
    addEnvironment(builder, data, names);
}

}  // namespace normscope::ui
