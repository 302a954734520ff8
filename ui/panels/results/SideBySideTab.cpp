#include "ui/panels/results/SideBySideTab.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "ui/models/VariantTexts.h"

namespace normscope::ui
{

SideBySideTab::SideBySideTab(const ExperimentStore& store, QWidget* parent)
    : ChartsTab(store, /*hasQuantity=*/true, parent)
{
    setVariants({kBn, kNoBn});
}

void SideBySideTab::applyChoices()
{
    for (const auto& column : m_columns) {
        applyTo(column->feed);
    }
}

SideBySideTab::Column& SideBySideTab::columnOf(const std::string& variant)
{
    const auto found = std::find_if(m_columns.begin(), m_columns.end(),
                                    [&](const auto& column) { return column->variant == variant; });
    if (found != m_columns.end()) {
        return **found;
    }
    LineChart* chart = makeChart(objectNameOf(variant, "Chart"));
    m_columns.push_back(std::make_unique<Column>(Column{variant, chart, ChartFeed(*chart, Quantity::Loss)}));
    Column& column = *m_columns.back();
    column.feed.setTitleSuffix(variantText(variant));
    // What has been chosen for the others holds for a new one.
    applyTo(column.feed);
    return column;
}

void SideBySideTab::setVariants(const std::vector<std::string>& variants)
{
    std::vector<Column*> shown;
    for (const std::string& variant : variants) {
        shown.push_back(&columnOf(variant));
    }
    if (shown == m_shown) {
        return;
    }
    for (const auto& column : m_columns) {
        if (std::find(shown.begin(), shown.end(), column.get()) == shown.end()) {
            column->feed.setRuns({});
            column->chart->setSharedRange({});
        }
    }
    const std::vector<Column*> before = std::exchange(m_shown, std::move(shown));
    const auto wasShown = [&](Column* column) {
        return std::find(before.begin(), before.end(), column) != before.end();
    };
    const auto stayed = std::find_if(m_shown.begin(), m_shown.end(), wasShown);
    // Four in two rows of two, more in rows of three.
    const std::size_t inRow = m_shown.size() <= kMostInRow ? kMostInRow : (m_shown.size() + 1) / 2;
    std::vector<LineChart*> charts;
    std::vector<std::vector<LineChart*>> rows;
    for (Column* column : m_shown) {
        if (charts.size() % inRow == 0) {
            rows.emplace_back();
        }
        rows.back().push_back(column->chart);
        if (stayed != m_shown.end() && !wasShown(column)) {
            // It joins the others where they are.
            if ((*stayed)->chart->isFollowing()) {
                column->chart->resetZoom();
            } else {
                column->chart->setVisibleRange((*stayed)->chart->visibleRange());
            }
        }
        charts.push_back(column->chart);
    }
    setRows(rows);
    m_link = std::make_unique<ChartLink>(std::move(charts), ChartLink::What::CrosshairAndRange, nullptr);
}

void SideBySideTab::setRuns(const std::vector<ShownRun>& runs)
{
    m_controls->setRuns(runs);
    std::vector<std::string> variants;
    const auto add = [&](const std::string& variant) {
        if (std::find(variants.begin(), variants.end(), variant) == variants.end()) {
            variants.push_back(variant);
        }
    };
    if (const ShownExperiment* current = m_store.current()) {
        for (const std::string& variant : variantsOf(current->spec)) {
            add(variant);
        }
    }
    for (const ShownRun& run : runs) {
        add(run.run.variant);
    }
    if (!variants.empty()) {
        variants.resize(std::min(variants.size(), kMostVariants));
        setVariants(variants);
    }
    for (Column* column : m_shown) {
        std::vector<ShownRun> some;
        std::copy_if(runs.begin(), runs.end(), std::back_inserter(some),
                     [&](const ShownRun& run) { return run.run.variant == column->variant; });
        column->feed.setRuns(std::move(some));
    }
}

void SideBySideTab::catchUp(bool /*isAll*/)
{
    for (Column* column : m_shown) {
        column->feed.update(m_store);
    }
    m_link->shareRange();
    for (Column* column : m_shown) {
        column->chart->refresh();
    }
    m_controls->showScalesOf(*m_shown.front()->chart);
}

std::vector<NamedChart> SideBySideTab::charts() const
{
    // Whatever quantity is chosen: the file says it in its title, its name stays.
    std::vector<NamedChart> charts;
    for (const Column* column : m_shown) {
        charts.emplace_back(QStringLiteral("side-by-side-%1").arg(QString::fromStdString(column->variant)),
                            column->chart);
    }
    return charts;
}

void SideBySideTab::retranslateFeeds()
{
    for (const auto& column : m_columns) {
        column->feed.setTitleSuffix(variantText(column->variant));
    }
}

}  // namespace normscope::ui
