#include "ui/report/pdf/PageFlow.h"

#include <deque>

namespace normscope::ui
{

namespace
{

class Pages
{
  public:
    explicit Pages(double height)
        : m_height(height)
    {
    }

    void add(const std::vector<FlowItem>& items)
    {
        for (std::size_t first = 0; first < items.size();) {
            if (items[first].stopsFloats) {
                placeWaiting();
            }
            std::size_t end = first + 1;
            while (end < items.size() && items[end - 1].keepsWithNext) {
                ++end;
            }
            addGroup(items, first, end);
            first = end;
        }
        placeWaiting();
    }

    std::vector<FlowPage> take() { return std::move(m_pages); }

  private:
    void addGroup(const std::vector<FlowItem>& items, std::size_t first, std::size_t end)
    {
        double height = 0;
        for (std::size_t i = first; i < end; ++i) {
            height += (i == first && isTop() ? 0 : items[i].before) + items[i].height;
        }
        if (m_top + height > m_height && !isTop()) {
            // Floats keep their order, so one that waits makes the next ones wait.
            if (end == first + 1 && items[first].mayFloat) {
                m_waiting.push_back(&items[first]);
                return;
            }
            do {
                breakPage();
            } while (m_top + height > m_height && height <= m_height && !isTop());
        } else if (end == first + 1 && items[first].mayFloat && !m_waiting.empty()) {
            m_waiting.push_back(&items[first]);
            return;
        }
        for (std::size_t i = first; i < end; ++i) {
            // Only a group higher than what a page has left does not fit here.
            if (m_top + items[i].before + items[i].height > m_height && !isTop()) {
                breakPage();
            }
            const bool continues = i > 0 && items[i].header != nullptr && items[i - 1].header == items[i].header;
            if (continues && m_lastRowPage != m_pages.size()) {
                place(*items[i].header);
            }
            place(items[i]);
            m_lastRowPage = m_pages.size();
        }
    }

    [[nodiscard]] bool isTop() const { return m_pages.empty() || m_pages.back().empty(); }

    void place(const FlowItem& item)
    {
        if (m_pages.empty()) {
            m_pages.emplace_back();
        }
        m_top += isTop() ? 0 : item.before;
        m_pages.back().push_back({&item, m_top});
        m_top += item.height;
    }

    void breakPage()
    {
        m_pages.emplace_back();
        m_top = 0;
        while (!m_waiting.empty()) {
            const FlowItem& next = *m_waiting.front();
            if (!isTop() && m_top + next.before + next.height > m_height) {
                break;
            }
            place(next);
            m_waiting.pop_front();
        }
    }

    void placeWaiting()
    {
        while (!m_waiting.empty()) {
            breakPage();
        }
    }

    double m_height;
    double m_top = 0;
    std::size_t m_lastRowPage = 0;  ///< number of pages when the last item was placed
    std::vector<FlowPage> m_pages;
    std::deque<const FlowItem*> m_waiting;
};

}  // namespace

std::vector<FlowPage> pagesOf(const std::vector<FlowItem>& items, double pageHeight)
{
    Pages pages(pageHeight);
    pages.add(items);
    return pages.take();
}

}  // namespace normscope::ui
