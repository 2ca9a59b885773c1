/** Where the tour stands, and whether it is still worth offering. */
import { create } from 'zustand'
import { readStored, writeStored } from '../stores/stored'

interface TourState {
  /** Index of the step that is shown, null while there is no tour. */
  readonly step: number | null
  /** The tour was taken or declined in this browser. */
  readonly isKnown: boolean
}

export const useTour = create<TourState>(() => ({
  step: null,
  isKnown: readStored('tour', ['known', 'new'] as const, 'new') === 'known',
}))

export const tourStore = {
  goTo(step: number): void {
    useTour.setState({ step })
  },

  /** Ends the tour, or declines it; it is not offered again. */
  end(): void {
    writeStored('tour', 'known')
    useTour.setState({ step: null, isKnown: true })
  },
}
