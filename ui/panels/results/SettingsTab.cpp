#include "ui/panels/results/SettingsTab.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

#include "ui/charts/FlowLayout.h"
#include "ui/models/SettingTexts.h"
#include "ui/panels/export/TableExport.h"

namespace normscope::ui
{

namespace
{

QString nameOfSetting(const std::string& key)
{
    // One setting with a name of its own in each kind of experiment.
    return plainLabel(key == "bn" ? "bn_layers" : key);
}

}  // namespace

SettingsTab::SettingsTab(const ExperimentStore& store, QWidget* parent)
    : ResultsTab(parent)
    , m_store(store)
    , m_differencesOnly(new QCheckBox(this))
    , m_copy(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_table(new CopyableTable(this))
    , m_notice(new SavedNotice(this))
    , m_model(nameOfSetting)
{
    m_copy->setObjectName(QStringLiteral("copySettingsButton"));
    m_save->setObjectName(QStringLiteral("saveSettingsButton"));
    m_differencesOnly->setObjectName(QStringLiteral("differencesOnlyCheck"));
    m_table->setObjectName(QStringLiteral("settingsTable"));
    m_table->setModel(&m_model);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto* layout = new QVBoxLayout(this);
    auto* top = new FlowLayout;
    top->addWidget(m_differencesOnly);
    top->addWidget(m_copy);
    top->addWidget(m_save);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_notice);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        m_table->clearSelection();
        m_table->copy();
    });
    connect(m_save, &QPushButton::clicked, this,
            [this] { saveTable(*m_table->shownPart(), tr("Settings"), QStringLiteral("settings"), *this, *m_notice); });
    connect(m_differencesOnly, &QCheckBox::toggled, this, [this] { fill(); });
    retranslate();
}

void SettingsTab::setRuns(const std::vector<ShownRun>& /*runs*/)
{
    fill();
}

void SettingsTab::catchUp(bool isAll)
{
    // Settings change only when an experiment's data have been read, which goes along with its first runs.
    if (isAll) {
        fill();
    }
}

void SettingsTab::fill()
{
    std::vector<const ShownExperiment*> shown;
    if (const ShownExperiment* current = m_store.current()) {
        shown.push_back(current);
        for (const auto& [id, experiment] : m_store.experiments()) {
            if (experiment.isChecked && id != current->id) {
                shown.push_back(&experiment);
            }
        }
    }
    const QStringList names = distinctNames(shown);
    std::vector<SettingsModel::Experiment> experiments;
    for (const ShownExperiment* one : shown) {
        const QString& name = names[static_cast<qsizetype>(experiments.size())];
        experiments.push_back({name.isEmpty() ? titleOf(*one) : name, one->spec});
    }
    // One experiment differs from nothing: all of its settings are shown.
    const bool isSeveral = experiments.size() > 1;
    m_differencesOnly->setEnabled(isSeveral);
    m_model.setDifferencesOnly(isSeveral && m_differencesOnly->isChecked());
    m_model.setExperiments(std::move(experiments));
}

void SettingsTab::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    ResultsTab::changeEvent(event);
}

void SettingsTab::retranslate()
{
    m_differencesOnly->setText(tr("&Differences only"));
    m_differencesOnly->setToolTip(tr("Hide the settings that all experiments share; for several experiments"));
    m_copy->setText(tr("&Copy table"));
    m_copy->setToolTip(tr("Copy the table as tab-separated text, for a spreadsheet"));
    m_save->setText(tr("Save ta&ble…"));
    m_save->setToolTip(tr("Save the table as CSV, Markdown or LaTeX"));
    m_table->setAccessibleName(tr("Settings of the experiments"));
    m_model.retranslate();
}

}  // namespace normscope::ui
